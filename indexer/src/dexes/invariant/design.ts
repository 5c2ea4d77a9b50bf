import type { SolanaDesign } from '../../solana/venue.ts';

/**
 * Invariant: state 0, pool 1, tickmap 2, the taker's accounts 3 and 4, reserves 5 and 6 as token x and y. It states no event.
 * The account table is that of the deployed program (Jupiter's adapter invariant-labs/jupiter-invariant, and a recorded
 * transaction); later sources of invariant-labs/protocol list both mints in between, which the deployed swap does not.
 */
export const invariant: SolanaDesign = {
  events: 'none',
  instructions: { f8c69e91e17587c8: { name: 'swap', swap: [{ pool: 1, vaults: [5, 6], listed: true }] } },
};

import type { SolanaDesign, SwapHop } from '../../solana/venue.ts';

/** Taker 0, maker 1, then the input accounts of both and the output accounts of both: the maker's stand for the vaults. */
const swap: readonly SwapHop[] = [{ pool: 1, vaults: [3, 5] }];

/** JupiterZ, a request for quotes: the maker, not a pool, is the other side. Read from recorded orders. */
export const jupiterz: SolanaDesign = {
  events: 'none',
  instructions: {
    a860b7a35c0a28a0: { name: 'fill', swap },
  },
};

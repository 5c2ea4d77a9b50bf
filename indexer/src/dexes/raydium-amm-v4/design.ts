import type { SolanaDesign, SwapHop } from '../../solana/venue.ts';

/** The first form lists 18 accounts, or 17 without the target orders, which move the vaults by one. */
const swap = (accounts: number): readonly SwapHop[] => [
  { pool: 1, vaults: accounts >= 18 ? [5, 6] : [4, 5], listed: true },
];

/** The second form leaves out the order book's accounts. */
const swapV2: readonly SwapHop[] = [{ pool: 1, vaults: [3, 4], listed: true }];

/**
 * Raydium's first pools: no Anchor, one-byte tags, and a single token program, so that no Token-2022 stock trades there;
 * read for the quote tokens' prices. Layouts: raydium-idl raydium_amm/idl.json.
 */
export const raydiumAmmV4: SolanaDesign = {
  events: 'none',
  instructions: {
    '09': { name: 'swapBaseIn', swap },
    '0b': { name: 'swapBaseOut', swap },
    '10': { name: 'swapBaseInV2', swap: swapV2 },
    '11': { name: 'swapBaseOutV2', swap: swapV2 },
  },
};

import type { SolanaDesign, SwapHop } from '../../solana/venue.ts';

const swap: readonly SwapHop[] = [{ pool: 1, vaults: null }];
const swapV2: readonly SwapHop[] = [{ pool: 2, vaults: null }];

/** Manifest, an order book. Accounts: payer, (owner,) market; the vaults follow the user's accounts. Layout: carbon manifest decoder. */
export const manifest: SolanaDesign = {
  events: 'none',
  instructions: {
    '04': { name: 'swap', swap },
    '0d': { name: 'swapV2', swap: swapV2 },
  },
};

import type { SolanaDesign, SwapHop } from '../../solana/venue.ts';
import { readSwap } from './swap-event.ts';

const swap: readonly SwapHop[] = [{ pool: 1, vaults: [4, 5], listed: true }];

/** Meteora's DAMM v2 (cp_amm): liquidity over one fixed range. Layouts: MeteoraAg/damm-v2-sdk src/idl/cp_amm.json. */
export const meteoraDammV2: SolanaDesign = {
  events: 'cpi',
  readSwap,
  instructions: {
    f8c69e91e17587c8: { name: 'swap', swap },
    '414b3f4ceb5b5b88': { name: 'swap2', swap },
  },
};

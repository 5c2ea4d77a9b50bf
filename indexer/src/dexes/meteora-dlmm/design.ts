import type { SolanaDesign, SwapHop } from '../../solana/venue.ts';
import { liquidity } from './liquidity.ts';
import { readLbPair, readLbPair2 } from './pool-creation.ts';
import { readSwap } from './swap-event.ts';

const swap: readonly SwapHop[] = [{ pool: 0, vaults: [2, 3], listed: true }];

/** Meteora's liquidity books. Layouts: MeteoraAg/dlmm-sdk idls/dlmm.json. */
export const meteoraDlmm: SolanaDesign = {
  events: 'cpi',
  readSwap,
  instructions: {
    f8c69e91e17587c8: { name: 'swap', swap },
    '414b3f4ceb5b5b88': { name: 'swap2', swap },
    fa49652126cf4bb8: { name: 'swap_exact_out', swap },
    '2bd7f784893cf351': { name: 'swap_exact_out2', swap },
    '38ade6d0ade49ccd': { name: 'swap_with_price_impact', swap },
    '4a62c0d6b1334b33': { name: 'swap_with_price_impact2', swap },
    '2d9aedd2dd0fa65c': { name: 'initialize_lb_pair', read: readLbPair },
    '493b2478ed536cc6': { name: 'initialize_lb_pair2', read: readLbPair2 },
    '2e2729876fb7c840': { name: 'initialize_customizable_permissionless_lb_pair', read: readLbPair },
    ...liquidity,
    f349817e3313f16b: { name: 'initialize_customizable_permissionless_lb_pair2', read: readLbPair2 },
  },
};

import type { SolanaDesign, SwapHop } from '../../solana/venue.ts';
import { readLiquidity } from './liquidity.ts';
import { readInitialize } from './pool-creation.ts';
import { readSwap } from './swap-event.ts';

const swap: readonly SwapHop[] = [{ pool: 1, vaults: [4, 5], listed: true }];

/** Meteora's DAMM v2 (cp_amm): liquidity over one fixed range. Layouts: MeteoraAg/damm-v2-sdk src/idl/cp_amm.json. */
export const meteoraDammV2: SolanaDesign = {
  events: 'cpi',
  readSwap,
  instructions: {
    f8c69e91e17587c8: { name: 'swap', swap },
    '414b3f4ceb5b5b88': { name: 'swap2', swap },
    '5fb40aac54aee828': { name: 'initialize_pool', read: readInitialize },
    '14a1f118bdddb402': { name: 'initialize_customizable_pool', read: readInitialize },
    '955248c5fdfc440f': { name: 'initialize_pool_with_dynamic_config', read: readInitialize },
    b59d59438fb63448: { name: 'add_liquidity', read: readLiquidity },
    '5055d14818ceb16c': { name: 'remove_liquidity', read: readLiquidity },
    '0a333d2370691855': { name: 'remove_all_liquidity', read: readLiquidity },
  },
};

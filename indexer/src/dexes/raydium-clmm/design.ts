import type { SolanaDesign, SwapHop } from '../../solana/venue.ts';
import { raydiumClmmConfigs } from './configs.ts';
import { readDecrease, readIncrease, readOpening } from './liquidity.ts';
import { readCreation, readCustomizable } from './pool-creation.ts';
import { route } from './route.ts';
import { readSwap } from './swap-event.ts';

/** swap and swap_v2 list config, pool, user in, user out, vault in, vault out from position 1 on. */
const swap: readonly SwapHop[] = [{ pool: 2, vaults: [5, 6], config: 1 }];

/**
 * Raydium's concentrated liquidity program and its forks (Byreal, PancakeSwap).
 * Layouts: raydium-io/raydium-clmm programs/amm/src/instructions and raydium-io/raydium-idl raydium_clmm/amm_v3.json.
 */
export const raydiumClmm: SolanaDesign = {
  events: 'log',
  configs: raydiumClmmConfigs,
  readSwap,
  instructions: {
    '2b04ed0b1ac91e62': { name: 'swap_v2', swap },
    f8c69e91e17587c8: { name: 'swap', swap },
    '457d73daf5baf2c4': { name: 'swap_router_base_in', route },
    e992d18ecf6840bc: { name: 'create_pool', read: readCreation },
    '2b44d4a7592fa401': { name: 'create_customizable_pool', read: readCustomizable },
    '87802f4d0f98f031': { name: 'open_position', read: readOpening },
    '4db84ad67056f1c7': { name: 'open_position_v2', read: readOpening },
    '4dffae527d1dc92e': { name: 'open_position_with_token22_nft', read: readOpening },
    '2e9cf3760dcdfbb2': { name: 'increase_liquidity', read: readIncrease },
    '851d59df45eeb00a': { name: 'increase_liquidity_v2', read: readIncrease },
    a026d06f685b2c01: { name: 'decrease_liquidity', read: readDecrease },
    '3a7fbc3e4f52c460': { name: 'decrease_liquidity_v2', read: readDecrease },
    // A position is closed empty: it changes no curve.
    '7b86510031446262': { name: 'close_position', read: () => [] },
  },
};

import type { SolanaDesign, SwapHop } from '../../solana/venue.ts';
import { readLiquidity } from './liquidity.ts';
import { readInitializePool, readInitializePoolAdaptive, readInitializePoolV2 } from './pool-creation.ts';
import { readSwap } from './swap-event.ts';

const swap: readonly SwapHop[] = [{ pool: 2, vaults: [4, 6], listed: true }];
const swapV2: readonly SwapHop[] = [{ pool: 4, vaults: [8, 10], listed: true }];
const twoHop: readonly SwapHop[] = [
  { pool: 2, vaults: [5, 7], listed: true },
  { pool: 3, vaults: [9, 11], listed: true },
];
/** Vaults in the direction of the trade; the middle token goes from vault to vault. */
const twoHopV2: readonly SwapHop[] = [
  { pool: 0, vaults: [9, 10] },
  { pool: 1, vaults: [11, 12] },
];

/** Orca's Whirlpools. Layouts: orca-so/whirlpools programs/whirlpool/src and its IDL. */
export const orcaWhirlpool: SolanaDesign = {
  events: 'log',
  readSwap,
  instructions: {
    f8c69e91e17587c8: { name: 'swap', swap },
    '2b04ed0b1ac91e62': { name: 'swap_v2', swap: swapV2 },
    c360ed6c44a2dbe6: { name: 'two_hop_swap', swap: twoHop },
    ba8fd11dfe02c275: { name: 'two_hop_swap_v2', swap: twoHopV2 },
    '5fb40aac54aee828': { name: 'initialize_pool', read: readInitializePool },
    cf2d57f21b3fcc43: { name: 'initialize_pool_v2', read: readInitializePoolV2 },
    '8f5e604cac7c77c7': { name: 'initialize_pool_with_adaptive_fee', read: readInitializePoolAdaptive },
    '2e9cf3760dcdfbb2': { name: 'increase_liquidity', read: readLiquidity },
    '851d59df45eeb00a': { name: 'increase_liquidity_v2', read: readLiquidity },
    effb097cd2c6352b: { name: 'increase_liquidity_by_token_amounts_v2', read: readLiquidity },
    a026d06f685b2c01: { name: 'decrease_liquidity', read: readLiquidity },
    '3a7fbc3e4f52c460': { name: 'decrease_liquidity_v2', read: readLiquidity },
  },
};

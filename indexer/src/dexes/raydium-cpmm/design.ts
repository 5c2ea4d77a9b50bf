import type { PoolConfig, SolanaDesign, SwapHop } from '../../solana/venue.ts';
import { readDeposit, readInitialize, readInitializeWithPermission } from './liquidity.ts';
import { readSwap } from './swap-event.ts';

/** Pool 3, vaults 6 (in) and 7 (out), configuration 2. */
const swap: readonly SwapHop[] = [{ pool: 3, vaults: [6, 7], config: 2 }];

const config = (feePips: number): PoolConfig => ({
  feePips,
  tickSpacing: null,
  protocolShare: 120_000n,
  fundShare: 40_000n,
});

/**
 * AmmConfig accounts on mainnet: trade fee, and 12 % and 4 % of it for protocol and fund.
 * Source: api-v3.raydium.io/main/cpmm-config, as quoted in public launch tools.
 */
const configs: ReadonlyMap<string, PoolConfig> = new Map([
  ['D4FPEruKEHrG5TenZ2mpDGEfu1iUvTiqBxvpU8HLBvC2', config(2500)],
  ['BgxH5ifebqHDuiADWKhLjXGP5hWZeZLoCdmeWJLkRqLP', config(3000)],
  ['BhH6HphjBKXu2PkUc2aw3xEMdUvK14NXxE5LbNWZNZAA', config(5000)],
  ['G95xxie3XbkCqtE39GgQ9Ggc7xBC8Uceve7HFDEFApkc', config(10_000)],
  ['B5u5x9S5pyaJdonf7bXUiEnBfEXsJWhNxXfLGAbRFtg2', config(15_000)],
  ['2fGXL8uhqxJ4tpgtosHZXT4zcQap6j62z3bMDxdkMvy5', config(20_000)],
  ['C7Cx2pMLtjybS3mDKSfsBj4zQ3PRZGkKt7RCYTTbCSx2', config(40_000)],
]);

/** Raydium's constant-product program for both token programs. Layouts: raydium-io/raydium-cp-swap, raydium-idl. */
export const raydiumCpmm: SolanaDesign = {
  events: 'log',
  configs,
  readSwap,
  instructions: {
    '8fbe5adac41e33de': { name: 'swap_base_input', swap },
    '37d96256a34ab4ad': { name: 'swap_base_output', swap },
    afaf6d1f0d989bed: { name: 'initialize', read: readInitialize },
    '3f37fe4131b25979': { name: 'initialize_with_permission', read: readInitializeWithPermission },
    f223c68952e1f2b6: { name: 'deposit', read: readDeposit },
    b712469c946da122: { name: 'withdraw', read: readDeposit },
  },
};

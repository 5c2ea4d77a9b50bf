import { testLog } from '../../testing/evm-fixtures.ts';
import { factory, pool, stock, usdc, type VenueFixture } from '../../testing/evm-venue-fixture.ts';
import { initialized, swapped } from '../evm-concentrated.fixture.ts';

export const fixture: VenueFixture = {
  decoder: 'pancakeswap-v3',
  dex: 'pancakeswap-v3',
  pool,
  vault: pool,
  feePips: null,
  created: [
    testLog(
      factory,
      'PoolCreated(address indexed token0, address indexed token1, uint24 indexed fee, int24 tickSpacing, address pool)',
      { token0: stock, token1: usdc, fee: 2500, tickSpacing: 50, pool },
    ),
    initialized,
  ],
  ...swapped(
    'Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick, uint128 protocolFeesToken0, uint128 protocolFeesToken1)',
  ),
  fees: [3n, 2n],
};

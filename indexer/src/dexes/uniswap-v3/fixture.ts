import { testLog } from '../../testing/evm-fixtures.ts';
import { factory, pool, stock, usdc, type VenueFixture } from '../../testing/evm-venue-fixture.ts';
import { initialized, swapped } from '../evm-concentrated.fixture.ts';

export const fixture: VenueFixture = {
  decoder: 'uniswap-v3',
  dex: 'uniswap-v3',
  pool,
  vault: pool,
  feePips: null,
  created: [
    testLog(
      factory,
      'PoolCreated(address indexed token0, address indexed token1, uint24 indexed fee, int24 tickSpacing, address pool)',
      { token0: stock, token1: usdc, fee: 3000, tickSpacing: 60, pool },
    ),
    initialized,
  ],
  ...swapped(),
  fees: [3n, 2n],
};

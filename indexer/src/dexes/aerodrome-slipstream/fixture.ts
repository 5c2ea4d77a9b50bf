import { testLog } from '../../testing/evm-fixtures.ts';
import { factory, pool, stock, usdc, type VenueFixture } from '../../testing/evm-venue-fixture.ts';
import { initialized, swapped } from '../evm-concentrated.fixture.ts';

export const fixture: VenueFixture = {
  decoder: 'slipstream',
  dex: 'aerodrome-slipstream',
  pool,
  vault: pool,
  feePips: null,
  created: [
    initialized,
    testLog(
      factory,
      'PoolCreated(address indexed token0, address indexed token1, int24 indexed tickSpacing, address pool)',
      { token0: stock, token1: usdc, tickSpacing: 10, pool },
    ),
  ],
  ...swapped(),
  fees: [null, null],
};

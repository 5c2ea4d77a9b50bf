import { testLog } from '../../testing/evm-fixtures.ts';
import { factory, pool, stock, usdc, type VenueFixture } from '../../testing/evm-venue-fixture.ts';
import { PAIR_CREATED, swapped } from '../evm-pair.fixture.ts';

export const fixture: VenueFixture = {
  decoder: 'camelot-v2',
  dex: 'camelot-v2',
  pool,
  vault: pool,
  feePips: null,
  created: [testLog(factory, PAIR_CREATED, { token0: stock, token1: usdc, pair: pool, count: 1n })],
  ...swapped(),
  fees: [null, null],
};

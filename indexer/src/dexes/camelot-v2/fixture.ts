import { testLog } from '../../testing/evm-fixtures.ts';
import { factory, pool, stock, usdc, type VenueFixture } from '../../testing/evm-venue-fixture.ts';
import { PAIR_CREATED, swapped } from '../evm-pair.fixture.ts';

export const feesSet = (token0FeePercent: number, token1FeePercent: number) =>
  testLog(pool, 'FeePercentUpdated(uint16 token0FeePercent, uint16 token1FeePercent)', {
    token0FeePercent,
    token1FeePercent,
  });

export const turned = (stableSwap: boolean) =>
  testLog(pool, 'SetStableSwap(bool prevStableSwap, bool stableSwap)', { prevStableSwap: !stableSwap, stableSwap });

export const fixture: VenueFixture = {
  decoder: 'camelot-v2',
  dex: 'camelot-v2',
  pool,
  vault: pool,
  feePips: null,
  created: [testLog(factory, PAIR_CREATED, { token0: stock, token1: usdc, pair: pool, count: 1n })],
  ...swapped(),
  fees: [3n, 1n],
};

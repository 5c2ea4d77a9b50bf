import { testLog } from '../../testing/evm-fixtures.ts';
import { factory, pool, stock, usdc, type VenueFixture } from '../../testing/evm-venue-fixture.ts';
import { initialized, swapped } from '../evm-concentrated.fixture.ts';

const { sell, buy } = swapped();
export const feeChanged = (feeZto: number, feeOtz: number) =>
  testLog(pool, 'Fee(uint16 feeZto, uint16 feeOtz)', { feeZto, feeOtz });

export const fixture: VenueFixture = {
  decoder: 'algebra-v1.9',
  dex: 'camelot-v3',
  pool,
  vault: pool,
  feePips: null,
  created: [
    testLog(factory, 'Pool(address indexed token0, address indexed token1, address pool)', {
      token0: stock,
      token1: usdc,
      pool,
    }),
    initialized,
  ],
  sell: [feeChanged(5000, 100), ...sell],
  buy: [feeChanged(100, 20_000), ...buy],
  fees: [5n, 11n],
};

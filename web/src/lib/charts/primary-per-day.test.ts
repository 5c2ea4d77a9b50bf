import { expect, test } from 'vitest';
import { seriesOf } from '../../testing/series-of.ts';
import { createI18n } from '../i18n.ts';
import { primaryPerDay } from './primary-per-day.ts';

test('minted above, redeemed below, and the volume of pools only in the table', () => {
  const points = [
    {
      ...{ day: '2025-07-01', orders: 3, mints: 2, redemptions: 1, unpricedOrders: 0 },
      ...{ mintedUsd: '1250.5', redeemedUsd: '300' },
    },
  ];
  const model = primaryPerDay(points, [{ day: '2025-07-01', volumeUsd: '990000' }], createI18n('en'));
  expect(seriesOf(model).map(({ name, data, stack }) => [name, data, stack])).toEqual([
    ['Minted', [1250.5], 'primary'],
    ['Redeemed', [-300], 'primary'],
  ]);
  expect(model.table.rows).toEqual([['2025-07-01', '3', '$1.25K', '$300', '$990K']]);
});

import { expect, test } from 'vitest';
import { dailyPoint } from '../../testing/chart-data.ts';
import { seriesOf } from '../../testing/series-of.ts';
import { createI18n } from '../i18n.ts';
import { tradesPerDay } from './trades-per-day.ts';

test('bars are trades; the table has the fills beside them', () => {
  const model = tradesPerDay([dailyPoint('2025-07-01', { trades: 17_879, fills: 20_460 })], createI18n('en'));
  expect(seriesOf(model).map(({ data }) => data)).toEqual([[17_879]]);
  expect(model.table.rows).toEqual([['2025-07-01', '17,879', '20,460']]);
});

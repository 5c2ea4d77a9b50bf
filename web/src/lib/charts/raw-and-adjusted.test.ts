import { expect, test } from 'vitest';
import { dailyPoint } from '../../testing/chart-data.ts';
import { seriesOf } from '../../testing/series-of.ts';
import { createI18n } from '../i18n.ts';
import { rawAndAdjusted } from './raw-and-adjusted.ts';

test('what is left and what is flagged stack up to the raw volume, and the table has all three', () => {
  const model = rawAndAdjusted(
    [{ ...dailyPoint('2025-07-01', { volumeUsd: '1000.5' }), adjustedVolumeUsd: '700.25' }],
    createI18n('en'),
  );
  expect(seriesOf(model).map(({ stack, data }) => [stack, data])).toEqual([
    ['volume', [700.25]],
    ['volume', [300.25]],
  ]);
  expect(model.table.rows).toEqual([['2025-07-01', '$1,000.50', '$700.25', '$300.25']]);
});

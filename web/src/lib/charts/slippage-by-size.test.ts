import { expect, test } from 'vitest';
import { curve } from '../../testing/chart-data.ts';
import { seriesOf } from '../../testing/series-of.ts';
import { createI18n } from '../i18n.ts';
import { slippageBySize } from './slippage-by-size.ts';

const model = slippageBySize(curve, createI18n('en'));

test('sizes go up, and a size that cannot be filled has no bar', () => {
  expect(seriesOf(model).map(({ name, data }) => [name, data])).toEqual([
    ['Buy', [0.0123, null]],
    ['Sell', [0.0000001, null]],
  ]);
});

test('the table says what the pool could fill, and does not write a small slippage as zero', () => {
  expect(model.table.rows).toEqual([
    ['$1K', '1.23%', '<0.01%'],
    ['$10K', 'cannot fill, ≤ $8K', 'cannot fill'],
  ]);
});

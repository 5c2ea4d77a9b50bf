import { expect, test } from 'vitest';
import { depthPoint } from '../../testing/chart-data.ts';
import { seriesOf } from '../../testing/series-of.ts';
import { createI18n } from '../i18n.ts';
import { activeLiquidityHistory, depthHistory, slippageHistory } from './liquidity-history.ts';

const points = [
  depthPoint('2025-06-30T00:00:00Z'),
  depthPoint('2025-06-30T01:00:00Z', { depth: [], slippage: [], buyFillableUsd: null, sellFillableUsd: null }),
];
const en = createI18n('en');

test('depth has a line per side, and hours without a curve are gaps', () => {
  const model = depthHistory(points, '0.02', en);
  expect(seriesOf(model).map(({ data }) => data)).toEqual([
    [900, null],
    [1100, null],
  ]);
  expect(model.table.rows).toEqual([
    ['2025-06-30 00:00', '$900', '$1.1K'],
    ['2025-06-30 01:00', '—', '—'],
  ]);
});

test('slippage that could not be had is a gap, with its reason in the table', () => {
  const model = slippageHistory(points, 10_000, en);
  expect(seriesOf(model).map(({ data }) => data)).toEqual([
    [null, null],
    [null, null],
    [null, null],
    [null, null],
  ]);
  expect(model.table.rows[0]).toEqual(['2025-06-30 00:00', 'cannot fill, ≤ $8K', '—', 'cannot fill', '—']);
});

test('the part of slippage that the curve causes stands beside it', () => {
  const model = slippageHistory(points, 1_000, en);
  expect(seriesOf(model).map(({ data }) => data[0])).toEqual([0.0123, 0.0098, 0.0000001, 0]);
});

test('active liquidity has a line, with gaps where a curve has none', () => {
  const model = activeLiquidityHistory([depthPoint('2025-06-30T00:00:00Z', { activeLiquidity: null }), ...points], en);
  expect(seriesOf(model)[0]?.data).toEqual([null, 1, 1]);
});

import { expect, test } from 'vitest';
import { measured } from '../../testing/mock-quality.ts';
import { seriesOf } from '../../testing/series-of.ts';
import type { QualityDay, ReferencePoint, TickerDepthPoint } from '../api/quality-query.ts';
import { createI18n } from '../i18n.ts';
import { combinedDepthHistory, combinedSlippageHistory, tvlHistory } from './combined-history.ts';
import { premiumByHour } from './premium-by-hour.ts';
import { spreadsPerDay } from './spreads-per-day.ts';

const en = createI18n('en');

test('spreads per day leave out the cost against a share that nothing prices', () => {
  const day = (own: Partial<QualityDay>): QualityDay => ({ ...(measured.daily[0] as QualityDay), ...own });
  const without = spreadsPerDay([day({ allInCost: null }), day({ effectiveSpread: null, allInCost: null })], en);
  expect(seriesOf(without).map(({ name, data }) => [name, data])).toEqual([
    ['Effective spread', [0.0065, null]],
    ['Realized after 5 min', [0.0036, 0.0036]],
  ]);
  expect(without.table.rows[1]).toEqual(['2025-06-30', '—', '0.360%']);
  expect(seriesOf(spreadsPerDay([day({})], en)).map(({ name }) => name)).toContain('All-in cost');
});

test('premium and drift are two lines, each with gaps where the other is', () => {
  const hour = (time: string, own: Partial<ReferencePoint>): ReferencePoint => ({
    time,
    session: 'REGULAR',
    priceUsd: '101',
    referenceUsd: '100',
    premium: null,
    drift: null,
    unknownReason: null,
    ...own,
  });
  const model = premiumByHour(
    [hour('2025-07-01T13:59:59Z', { premium: '-0.001' }), hour('2025-07-01T20:59:59Z', { drift: '0.01' })],
    en,
  );
  expect(seriesOf(model).map(({ data }) => data)).toEqual([
    [-0.001, null],
    [null, 0.01],
  ]);
  expect(model.table.rows).toEqual([
    ['2025-07-01 13:59', '-0.100%', '—'],
    ['2025-07-01 20:59', '—', '+1.000%'],
  ]);
});

test('all pools stand beside the best single one, at the chosen δ and size', () => {
  const point: TickerDepthPoint = {
    at: '2025-07-01T13:59:59Z',
    tvlUsd: '5000',
    depth: [{ delta: '0.02', askUsd: '300', bidUsd: '200' }],
    bestPoolDepth: [{ delta: '0.02', askUsd: '200', bidUsd: null }],
    slippage: [{ sizeUsd: 1_000, buy: '0.001', sell: null, bestPoolBuy: '0.002', bestPoolSell: null }],
  };
  expect(seriesOf(combinedDepthHistory([point], '0.02', en)).map(({ data }) => data)).toEqual([[500], [null]]);
  expect(seriesOf(combinedDepthHistory([point], '0.05', en)).map(({ data }) => data)).toEqual([[null], [null]]);
  expect(combinedSlippageHistory([point], 1_000, en).table.rows[0]).toEqual([
    '2025-07-01 13:59',
    '0.10%',
    '0.20%',
    '—',
    '—',
  ]);
  expect(seriesOf(tvlHistory([point], en))[0]?.data).toEqual([5_000]);
});

import { expect, test } from 'vitest';
import { dailyPoint } from '../../testing/chart-data.ts';
import { seriesOf } from '../../testing/series-of.ts';
import { createI18n } from '../i18n.ts';
import { volumePerDay } from './volume-per-day.ts';

const en = createI18n('en');
const total = [dailyPoint('2025-06-30', { volumeUsd: '100.10' }), dailyPoint('2025-07-01', { volumeUsd: '50' })];

test('the parts of the stack add up to the total of each day, exactly', () => {
  const tickers = [
    { symbol: 'TSLAx', daily: [{ day: '2025-06-30', volumeUsd: '60.05' }] },
    { symbol: 'SPYx', daily: [{ day: '2025-07-01', volumeUsd: '50' }] },
  ];
  const model = volumePerDay(total, tickers, en);
  expect(seriesOf(model).map(({ name, data }) => [name, data])).toEqual([
    ['TSLAx', [60.05, 0]],
    ['SPYx', [0, 50]],
    ['All others', [40.05, 0]],
  ]);
  expect(seriesOf(model).every(({ stack }) => stack === 'volume')).toBe(true);
  expect(model.table.rows[0]).toEqual(['2025-06-30', '$60.05', '$0.00', '$40.05', '$100.10']);
});

test('one ticker alone is one series without a legend', () => {
  const model = volumePerDay(total, [], en);
  expect(seriesOf(model).map(({ name, data }) => [name, data])).toEqual([['Volume', [100.1, 50]]]);
  expect(model.legend).toEqual([]);
});

test('a symbol cannot bring bidi characters into the drawing', () => {
  const model = volumePerDay(total, [{ symbol: 'TS\u202eLA', daily: [] }], en);
  expect(seriesOf(model)[0]?.name).toBe('TSLA');
});

test('without days there is nothing to show', () => {
  expect(volumePerDay([], [], en).table.rows).toEqual([]);
});

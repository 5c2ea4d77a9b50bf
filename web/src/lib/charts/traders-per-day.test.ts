import { expect, test } from 'vitest';
import { dailyPoint } from '../../testing/chart-data.ts';
import { seriesOf } from '../../testing/series-of.ts';
import { createI18n } from '../i18n.ts';
import { tradersPerDay } from './traders-per-day.ts';

test('new traders stand on those who returned, and the table has both and their sum', () => {
  const daily = [dailyPoint('2025-07-01', { traders: 7427, newTraders: 6565, returningTraders: 862 })];
  const model = tradersPerDay(daily, createI18n('zh-Hant'));
  expect(seriesOf(model).map(({ name, data, stack }) => [name, data, stack])).toEqual([
    ['回訪', [862], 'traders'],
    ['新', [6565], 'traders'],
  ]);
  expect(model.table.rows).toEqual([['2025-07-01', '7,427', '6,565', '862']]);
});

import { expect, test } from 'vitest';
import { seriesOf } from '../../testing/series-of.ts';
import { createI18n } from '../i18n.ts';
import { isEmpty } from './chart-model.ts';
import { holdersPerDay } from './holders-per-day.ts';

const point = (day: string, holders: number | null) => ({
  ...{ day, holders, totalShares: holders === null ? null : '1100' },
  ...{ issuerHeldShares: holders === null ? null : '600.5', circulatingShares: holders === null ? null : '499.5' },
});

test('a line of holders with a gap where they are not known, and the supply in the table', () => {
  const model = holdersPerDay(
    [point('2025-06-30', 2), point('2025-07-01', null), point('2025-07-02', 4)],
    createI18n('en'),
  );
  expect(seriesOf(model)).toMatchObject([{ name: 'Holders', data: [2, null, 4] }]);
  expect(model.table.rows).toEqual([
    ['2025-06-30', '2', '499.5', '600.5', '1,100'],
    ['2025-07-01', '—', '—', '—', '—'],
    ['2025-07-02', '4', '499.5', '600.5', '1,100'],
  ]);
});

test('without a single known day there is nothing to draw', () => {
  expect(isEmpty(holdersPerDay([point('2025-06-30', null)], createI18n('zh-Hans')))).toBe(true);
});

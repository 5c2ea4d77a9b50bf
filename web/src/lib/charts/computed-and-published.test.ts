import { expect, test } from 'vitest';
import { seriesOf } from '../../testing/series-of.ts';
import { createI18n } from '../i18n.ts';
import { computedAndPublished } from './computed-and-published.ts';

test('a day without a published figure has no outline and a dash', () => {
  const days = [
    { day: '2025-06-30', computed: '1338000.25', published: '1338000' },
    { day: '2025-07-04', computed: '2195402', published: null },
  ];
  const model = computedAndPublished(days, 'usd', createI18n('en'));
  expect(seriesOf(model).map(({ data }) => data)).toEqual([
    [1338000.25, 2195402],
    [1338000, null],
  ]);
  expect(model.table.rows).toEqual([
    ['2025-06-30', '$1,338,000.25', '$1,338,000.00'],
    ['2025-07-04', '$2,195,402.00', '—'],
  ]);
});

test('counts are written as counts', () => {
  const model = computedAndPublished(
    [{ day: '2025-07-01', computed: '17879', published: null }],
    'count',
    createI18n('en'),
  );
  expect(model.table.rows).toEqual([['2025-07-01', '17,879']]);
});

test('where nothing was published, only what was computed is drawn and listed', () => {
  const model = computedAndPublished(
    [{ day: '2025-07-02', computed: '3', published: null }],
    'count',
    createI18n('en'),
  );
  expect(seriesOf(model).map(({ name }) => name)).toEqual(['Computed here']);
  expect(model.legend).toEqual([]);
  expect(model.table).toEqual({ head: ['Day', 'Computed here'], rows: [['2025-07-02', '3']] });
});

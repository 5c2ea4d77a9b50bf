import { expect, test } from 'vitest';
import { curve } from '../../testing/chart-data.ts';
import { seriesOf } from '../../testing/series-of.ts';
import { createI18n } from '../i18n.ts';
import { depthCurve } from './depth-curve.ts';

test('bids rise to the left and asks to the right of an empty middle', () => {
  const [bids, asks] = seriesOf(depthCurve(curve.depth, createI18n('en')));
  expect(bids?.data).toEqual([
    [-0.02, 1100],
    [-0.01, 600],
    [0, 0],
  ]);
  expect(asks?.data).toEqual([
    [0, 0],
    [0.01, 500],
    [0.02, 900],
  ]);
});

test('an unknown side is a gap in the drawing and a dash in the table', () => {
  const model = depthCurve([{ delta: '0.02', askUsd: null, bidUsd: '5' }], createI18n('en'));
  expect(seriesOf(model)[1]?.data).toEqual([
    [0, 0],
    [0.02, null],
  ]);
  expect(model.table.rows).toEqual([['±2%', '$5', '—']]);
});

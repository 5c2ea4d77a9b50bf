import { expect, test } from 'vitest';
import { seriesOf } from '../../testing/series-of.ts';
import { createI18n } from '../i18n.ts';
import { slippagePerTicker } from './slippage-per-ticker.ts';

test('what cannot be filled has no dot; what is below the axis stands at its end and is written as it is', () => {
  const tickers = [
    { symbol: 'TSLAx', buy1k: '0.00001', buy10k: '0.004' },
    { symbol: 'KOx', buy1k: '0.31', buy10k: null },
  ];
  const model = slippagePerTicker(tickers, createI18n('en'));
  expect(seriesOf(model).map(({ data }) => data)).toEqual([
    [
      [0.0001, 0],
      [0.31, 1],
    ],
    [
      [0.004, 0],
      [null, 1],
    ],
  ]);
  expect(model.table.rows).toEqual([
    ['TSLAx', '<0.01%', '0.40%'],
    ['KOx', '31.00%', 'cannot fill'],
  ]);
});

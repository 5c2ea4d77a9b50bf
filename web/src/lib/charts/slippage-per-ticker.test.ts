import { expect, test } from 'vitest';
import { seriesOf } from '../../testing/series-of.ts';
import { createI18n } from '../i18n.ts';
import { slippagePerTicker } from './slippage-per-ticker.ts';

const filled = (share: string | null) => ({ share, impact: null, fillableUsd: null });

test('what cannot be filled, or is not known, has no dot and says why; what is below the axis stands at its end and is written as it is', () => {
  const tickers = [
    { symbol: 'TSLAx', buy1k: filled('0.00001'), buy10k: filled('0.004') },
    { symbol: 'KOx', buy1k: filled('0.31'), buy10k: filled(null) },
    { symbol: 'HOODx', buy1k: { ...filled(null), impact: '0.002' }, buy10k: { ...filled(null), unknown: true } },
  ];
  const model = slippagePerTicker(tickers, createI18n('en'));
  expect(seriesOf(model).map(({ data }) => data)).toEqual([
    [
      [0.0001, 0],
      [0.31, 1],
      [null, 2],
    ],
    [
      [0.004, 0],
      [null, 1],
      [null, 2],
    ],
  ]);
  expect(model.table.rows).toEqual([
    ['TSLAx', '<0.01%', '0.40%'],
    ['KOx', '31.00%', 'cannot fill'],
    ['HOODx', 'fee not known, impact 0.20%', 'unknown'],
  ]);
});

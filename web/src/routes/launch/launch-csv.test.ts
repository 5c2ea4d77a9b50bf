import { expect, test } from 'vitest';
import type { LaunchReport } from '#lib/api/launch-query.ts';
import { launchCsv } from './launch-csv.ts';

const common = { traders: 3, newTraders: 2, trades: 4, pools: 5, poolsUnder20Trades: 1, zeroLiquidityPools: 0 };
const report: LaunchReport = {
  ...{ simulated: true, label: 'simulated, made by hand', pools: 5, poolsUnder20Trades: 1, zeroLiquidityPools: 0 },
  topTickersShare: '1',
  days: [
    {
      ...{
        day: '2025-06-30',
        volumeUsd: '1338000.25',
        adjustedVolumeUsd: '1300000',
        ...common,
        publishedVolumeUsd: '1338000',
      },
      ...{ publishedTraders: 1225, publishedNewTraders: null, publishedTrades: null },
    },
  ],
  tickers: [
    {
      ...{
        day: '2025-06-30',
        asset: { id: 'xstocks:TSLAx', symbol: 'TSLAx' },
        volumeUsd: '10',
        adjustedVolumeUsd: '9',
        ...common,
        share: '0.5',
      },
      ...{ buySlippage1k: '-0.001', sellSlippage1k: null, buySlippage10k: null, sellSlippage10k: null },
      ...{ buyImpact1k: '-0.002', sellImpact1k: '0.004', buyImpact10k: null, sellImpact10k: null, unknownCurves: 0 },
      publishedVolumeUsd: null,
    },
  ],
  reconciliation: [
    {
      ...{ day: '2025-06-30', quantity: 'trades', rule: 'fills/owner', published: '2510' },
      ...{ computed: '2600', difference: '0.035857' },
    },
    { day: '2025-06-30', quantity: 'trades', rule: 'x', published: null, computed: '1', difference: null },
  ],
};

test('one row for each day, ticker and figure that the page shows; unknown is empty', () => {
  const lines = launchCsv(report).split('\n');
  const head = lines[0]!.split(',');
  const cells = (line: number) =>
    Object.fromEntries(
      lines[line]!.match(/("[^"]*"|[^,]*)(,|$)/g)!.map((cell, place) => [head[place], cell.replace(/,$/, '')]),
    );
  expect(lines).toHaveLength(5);
  expect(cells(1)).toMatchObject({
    ...{
      section: '"day"',
      volume_usd: '1338000.25',
      adjusted_volume_usd: '1300000',
      published_volume_usd: '1338000',
      published_traders: '1225',
    },
    ...{ published_trades: '', ticker: '', trades: '4', data: '"simulated, made by hand"' },
  });
  expect(cells(2)).toMatchObject({ ticker: '"xstocks:TSLAx"', buy_slippage_1k: '-0.001', sell_slippage_1k: '' });
  expect(cells(3)).toMatchObject({ section: '"reconciliation"', rule: '"fills/owner"', difference: '0.035857' });
});

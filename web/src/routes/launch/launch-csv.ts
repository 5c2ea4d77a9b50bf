import type { LaunchReport } from '#lib/api/launch-query.ts';
import { csvText, numberCell, textCell } from '#lib/csv.ts';

const HEAD = [
  ...[
    'section',
    'day',
    'ticker',
    'volume_usd',
    'adjusted_volume_usd',
    'published_volume_usd',
    'traders',
    'published_traders',
    'new_traders',
  ],
  ...['published_new_traders', 'trades', 'published_trades', 'share', 'pools', 'pools_under_20_trades'],
  ...['zero_liquidity_pools', 'buy_slippage_1k', 'sell_slippage_1k', 'buy_slippage_10k', 'sell_slippage_10k'],
  ...['quantity', 'rule', 'published', 'computed', 'difference', 'data'],
];

type Cells = Partial<Record<string, string>>;

/**
 * The whole report as one file: a `day` row for each day, a `ticker` row for each day and ticker, a `reconciliation` row
 * for each figure that was published and each rule. Unknown is empty; slippage is empty where no pool
 * fills the size at a fee that is known.
 */
export function launchCsv(report: LaunchReport): string {
  const n = numberCell;
  const days = report.days.map(
    (day): Cells => ({
      section: textCell('day'),
      day: day.day,
      ...common(day),
      published_volume_usd: n(day.publishedVolumeUsd),
      published_traders: n(day.publishedTraders),
      published_new_traders: n(day.publishedNewTraders),
      published_trades: n(day.publishedTrades),
    }),
  );
  const tickers = report.tickers.map(
    (row): Cells => ({
      section: textCell('ticker'),
      day: row.day,
      ticker: textCell(row.asset.id),
      ...common(row),
      published_volume_usd: n(row.publishedVolumeUsd),
      share: n(row.share),
      buy_slippage_1k: n(row.buySlippage1k),
      sell_slippage_1k: n(row.sellSlippage1k),
      buy_slippage_10k: n(row.buySlippage10k),
      sell_slippage_10k: n(row.sellSlippage10k),
    }),
  );
  const rules = report.reconciliation
    .filter(({ published }) => published !== null)
    .map(
      (row): Cells => ({
        section: textCell('reconciliation'),
        day: row.day,
        quantity: textCell(row.quantity),
        rule: textCell(row.rule),
        published: n(row.published),
        computed: n(row.computed),
        difference: n(row.difference),
      }),
    );
  const data = textCell(report.simulated ? report.label : 'chain data');
  const rows = [...days, ...tickers, ...rules].map((cells) => HEAD.map((name) => ({ ...cells, data })[name] ?? ''));
  return csvText([HEAD, ...rows]);
}

function common(row: LaunchReport['days'][number] | LaunchReport['tickers'][number]): Cells {
  return {
    volume_usd: numberCell(row.volumeUsd),
    adjusted_volume_usd: numberCell(row.adjustedVolumeUsd),
    traders: numberCell(row.traders),
    new_traders: numberCell(row.newTraders),
    trades: numberCell(row.trades),
    pools: numberCell(row.pools),
    pools_under_20_trades: numberCell(row.poolsUnder20Trades),
    zero_liquidity_pools: numberCell(row.zeroLiquidityPools),
  };
}

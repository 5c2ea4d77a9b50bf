import type { LaunchTicker } from '#lib/api/launch-query.ts';
import { type Sort, sortRows } from '#lib/sort.ts';

const values = {
  ticker: (row: LaunchTicker) => row.asset.symbol,
  volume: (row: LaunchTicker) => row.volumeUsd,
  adjusted: (row: LaunchTicker) => row.adjustedVolumeUsd,
  published: (row: LaunchTicker) => row.publishedVolumeUsd,
  share: (row: LaunchTicker) => row.share,
  trades: (row: LaunchTicker) => row.trades,
  traders: (row: LaunchTicker) => row.traders,
  new: (row: LaunchTicker) => row.newTraders,
  pools: (row: LaunchTicker) => row.pools,
  under20: (row: LaunchTicker) => row.poolsUnder20Trades,
  zero: (row: LaunchTicker) => row.zeroLiquidityPools,
  buy1k: (row: LaunchTicker) => row.buySlippage1k,
  sell1k: (row: LaunchTicker) => row.sellSlippage1k,
  buy10k: (row: LaunchTicker) => row.buySlippage10k,
  sell10k: (row: LaunchTicker) => row.sellSlippage10k,
};

export type LaunchSort = Sort<keyof typeof values>;
export const launchSortKeys = Object.keys(values) as (keyof typeof values)[];
export const defaultLaunchSort: LaunchSort = { key: 'volume', descending: true };

export function sortLaunchTickers(rows: LaunchTicker[], { key, descending }: LaunchSort): LaunchTicker[] {
  return sortRows(rows, values[key], descending, key === 'ticker' ? 'text' : 'number');
}

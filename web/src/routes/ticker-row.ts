import type { TickerSummary } from '#lib/api/types.ts';
import type { SlippageValue } from '#lib/slippage-text.ts';
import { type Sort, sortRows } from '#lib/sort.ts';
import { dearerSlippage, thinnerDepth } from '#lib/worse-side.ts';

/** Where every pool is empty, no size can be filled; that much is known without a curve. */
const CANNOT_FILL: SlippageValue = { share: null, impact: null, fillableUsd: null };

/** One line of the table of tickers. */
export interface TickerRow {
  id: string;
  symbol: string;
  name: string;
  issuer: string;
  volumeUsd: string;
  adjustedVolumeUsd: string;
  share: string | null;
  trades: number;
  traders: number;
  newTraders: number;
  averageTradeUsd: string | null;
  tvlUsd: string | null;
  depthUsd: string | null;
  slippage1k: SlippageValue;
  slippage10k: SlippageValue;
  pools: number;
  deadPools: number;
}

export function tickerRow({ id, symbol, name, issuer, stats, volumeShare, liquidity }: TickerSummary): TickerRow {
  const best = liquidity?.bestPool?.liquidity;
  const allDead = liquidity !== null && liquidity.deadPools === liquidity.pools;
  const slippage = (sizeUsd: number) => (!best && allDead ? CANNOT_FILL : dearerSlippage(best, sizeUsd));
  const { volumeUsd, adjustedVolumeUsd, trades, traders, newTraders, averageTradeUsd } = stats;
  return {
    id,
    symbol,
    name,
    issuer: issuer.name,
    volumeUsd,
    adjustedVolumeUsd,
    share: volumeShare,
    trades,
    traders,
    newTraders,
    averageTradeUsd,
    tvlUsd: liquidity?.tvlUsd ?? null,
    depthUsd: thinnerDepth(best, 0.02),
    slippage1k: slippage(1_000),
    slippage10k: slippage(10_000),
    pools: liquidity?.pools ?? 0,
    deadPools: liquidity?.deadPools ?? 0,
  };
}

const values = {
  symbol: (row: TickerRow) => row.symbol,
  volume: (row: TickerRow) => row.volumeUsd,
  share: (row: TickerRow) => row.share,
  trades: (row: TickerRow) => row.trades,
  traders: (row: TickerRow) => row.traders,
  new: (row: TickerRow) => row.newTraders,
  average: (row: TickerRow) => row.averageTradeUsd,
  tvl: (row: TickerRow) => row.tvlUsd,
  depth: (row: TickerRow) => row.depthUsd,
  slippage1k: (row: TickerRow) => row.slippage1k.share,
  slippage10k: (row: TickerRow) => row.slippage10k.share,
  pools: (row: TickerRow) => row.pools,
  dead: (row: TickerRow) => row.deadPools,
};

export type TickerSort = Sort<keyof typeof values>;
export const tickerSortKeys = Object.keys(values) as (keyof typeof values)[];
export const defaultTickerSort: TickerSort = { key: 'volume', descending: true };

export function sortTickers(rows: TickerRow[], { key, descending }: TickerSort): TickerRow[] {
  return sortRows(rows, values[key], descending, key === 'symbol' ? 'text' : 'number');
}

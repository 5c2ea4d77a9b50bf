import type { Query } from './api.ts';
import { DAILY, STATS } from './fragments.ts';
import type { DailyPoint, DayWindow, Stats } from './types.ts';

export interface OverviewAnswer {
  totals: Stats | null;
  daily: DailyPoint[];
  top: { nodes: { id: string; symbol: string; daily: DailyPoint[] }[] };
  dead: { totalCount: number };
  pools: { totalCount: number };
}

/** Headline figures, the daily series, and the daily series of the largest tickers. */
export const overviewQuery: Query<OverviewAnswer, DayWindow & { top: number }> = {
  document: `query Overview($from: Day, $to: Day, $top: Int) {
    totals(from: $from, to: $to) { ${STATS} }
    daily(from: $from, to: $to) { ${DAILY} }
    top: tickers(first: $top, orderBy: VOLUME, from: $from, to: $to) { nodes { id symbol daily { ${DAILY} } } }
    dead: pools(first: 1, state: ZERO_LIQUIDITY, from: $from, to: $to) { totalCount }
    pools(first: 1, from: $from, to: $to) { totalCount }
  }`,
};

import type { Query } from './api.ts';
import { DAILY, STATS } from './fragments.ts';
import type { AdjustedStats, Concentration, DailyPoint, DayWindow, SessionStats } from './types.ts';

export interface OverviewAnswer {
  totals: AdjustedStats | null;
  daily: DailyPoint[];
  top: { nodes: { id: string; symbol: string; daily: DailyPoint[] }[] };
  dead: { totalCount: number };
  pools: { totalCount: number };
  concentration: Concentration[];
  sessions: SessionStats[];
}

/** Headline figures, the daily series, that of the largest tickers, and how volume spreads over parts and sessions. */
export const overviewQuery: Query<OverviewAnswer, DayWindow & { top: number }> = {
  document: `query Overview($from: Day, $to: Day, $top: Int) {
    totals(from: $from, to: $to) { ${STATS} adjustedVolumeUsd }
    daily(from: $from, to: $to) { ${DAILY} }
    top: tickers(first: $top, orderBy: VOLUME, from: $from, to: $to) { nodes { id symbol daily { ${DAILY} } } }
    dead: pools(first: 1, state: ZERO_LIQUIDITY, from: $from, to: $to) { totalCount }
    pools(first: 1, from: $from, to: $to) { totalCount }
    concentration(from: $from, to: $to) { over parts top1Share top3Share top10Share hhi effectiveNumber }
    sessions(from: $from, to: $to) { session hours trades volumeUsd volumeShare }
  }`,
};

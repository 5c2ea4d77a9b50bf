import type { Query } from './api.ts';
import { DAILY, SCOPE_STATS, SCOPE_WASH, WASH_RULES } from './fragments.ts';
import { RETENTION, type RetentionCohort } from './retention-query.ts';
import type {
  AdjustedDailyPoint,
  AdjustedStats,
  Concentration,
  DailyPoint,
  DayWindow,
  ScopeWash,
  SessionStats,
  WashRules,
} from './types.ts';

export interface OverviewAnswer {
  totals: AdjustedStats | null;
  daily: AdjustedDailyPoint[];
  top: { nodes: { id: string; symbol: string; daily: DailyPoint[] }[] };
  dead: { totalCount: number };
  pools: { totalCount: number };
  concentration: Concentration[];
  sessions: SessionStats[];
  retention: RetentionCohort[];
  wash: ScopeWash | null;
  washRules: WashRules;
}

/** Headline figures, the daily series, that of the largest tickers, and how volume spreads over parts and sessions. */
export const overviewQuery: Query<OverviewAnswer, DayWindow & { top: number }> = {
  document: `query Overview($from: Day, $to: Day, $top: Int) {
    totals(from: $from, to: $to) { ${SCOPE_STATS} }
    daily(from: $from, to: $to) { ${DAILY} adjustedVolumeUsd }
    top: tickers(first: $top, orderBy: VOLUME, from: $from, to: $to) { nodes { id symbol daily { ${DAILY} } } }
    dead: pools(first: 1, state: ZERO_LIQUIDITY, from: $from, to: $to) { totalCount }
    pools(first: 1, from: $from, to: $to) { totalCount }
    concentration(from: $from, to: $to) { over parts volumeUsd adjustedVolumeUsd top1Share top3Share top10Share hhi effectiveNumber }
    sessions(from: $from, to: $to) { session hours trades volumeUsd adjustedVolumeUsd volumeShare }
    retention(to: $to) { ${RETENTION} }
    wash(from: $from, to: $to) { ${SCOPE_WASH} }
    washRules { ${WASH_RULES} }
  }`,
};

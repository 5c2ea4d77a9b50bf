import type { Query } from './api.ts';
import { COMBINED, DAILY, FILL, PAGE_INFO, POOL, SCOPE_STATS, SCOPE_WASH, TOKEN, WASH_RULES } from './fragments.ts';
import { RETENTION, type RetentionCohort } from './retention-query.ts';
import type {
  AdjustedDailyPoint,
  AdjustedStats,
  CombinedLiquidity,
  DayWindow,
  FillPage,
  PoolSummary,
  ScopeWash,
  Token,
  WashRules,
} from './types.ts';

export interface TickerDetail {
  id: string;
  symbol: string;
  name: string;
  underlying: string | null;
  volumeShare: string | null;
  issuer: { id: string; name: string; status: string };
  tokens: Token[];
  stats: AdjustedStats;
  daily: AdjustedDailyPoint[];
  liquidity: {
    tvlUsd: string | null;
    pools: number;
    deadPools: number;
    bestPool: { id: string } | null;
    combined: CombinedLiquidity;
  } | null;
  pools: PoolSummary[];
}

export interface TickerAnswer {
  ticker: TickerDetail | null;
  fills: FillPage;
  washRules: WashRules;
  retention: RetentionCohort[];
  wash: ScopeWash | null;
}

/** One ticker with its pools, tokens, daily series, all pools together and latest fills. */
export const tickerQuery: Query<TickerAnswer, DayWindow & { id: string; fills: number; after?: string | undefined }> = {
  document: `query Ticker($id: String!, $from: Day, $to: Day, $fills: Int, $after: String) {
    ticker(id: $id, from: $from, to: $to) {
      id symbol name underlying volumeShare
      issuer { id name status }
      tokens { ${TOKEN} }
      stats { ${SCOPE_STATS} }
      daily { ${DAILY} adjustedVolumeUsd }
      liquidity { tvlUsd pools deadPools bestPool { id } combined { ${COMBINED} } }
      pools { ${POOL} }
    }
    fills(asset: $id, from: $from, to: $to, first: $fills, after: $after) { nodes { ${FILL} } ${PAGE_INFO} }
    washRules { ${WASH_RULES} }
    retention(asset: $id, to: $to) { ${RETENTION} }
    wash(asset: $id, from: $from, to: $to) { ${SCOPE_WASH} }
  }`,
};

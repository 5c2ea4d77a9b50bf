import type { Query } from './api.ts';
import { DAILY, FILL, PAGE_INFO, POOL, STATS, TOKEN } from './fragments.ts';
import type { DailyPoint, DayWindow, FillPage, PoolSummary, Stats, Token } from './types.ts';

export interface TickerDetail {
  id: string;
  symbol: string;
  name: string;
  underlying: string | null;
  volumeShare: string | null;
  issuer: { id: string; name: string; status: string };
  tokens: Token[];
  stats: Stats;
  daily: DailyPoint[];
  liquidity: { tvlUsd: string | null; pools: number; deadPools: number; bestPool: { id: string } | null } | null;
  pools: PoolSummary[];
}

export interface TickerAnswer {
  ticker: TickerDetail | null;
  fills: FillPage;
}

/** One ticker with its pools, tokens, daily series and latest fills. */
export const tickerQuery: Query<TickerAnswer, DayWindow & { id: string; fills: number; after?: string | undefined }> = {
  document: `query Ticker($id: String!, $from: Day, $to: Day, $fills: Int, $after: String) {
    ticker(id: $id, from: $from, to: $to) {
      id symbol name underlying volumeShare
      issuer { id name status }
      tokens { ${TOKEN} }
      stats { ${STATS} }
      daily { ${DAILY} }
      liquidity { tvlUsd pools deadPools bestPool { id } }
      pools { ${POOL} }
    }
    fills(asset: $id, from: $from, to: $to, first: $fills, after: $after) { nodes { ${FILL} } ${PAGE_INFO} }
  }`,
};

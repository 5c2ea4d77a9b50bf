import type { Query } from './api.ts';
import { LIQUIDITY, PAGE_INFO, STATS } from './fragments.ts';
import type { DayWindow, PageInfo, TickerSummary } from './types.ts';

export interface TickersAnswer {
  tickers: { nodes: TickerSummary[]; totalCount: number; pageInfo: PageInfo };
}

export type TickersVariables = DayWindow & {
  first: number;
  after?: string | undefined;
  search?: string | undefined;
};

/** One page of tickers, largest volume first. */
export const tickersQuery: Query<TickersAnswer, TickersVariables> = {
  document: `query Tickers($first: Int, $after: String, $search: String, $from: Day, $to: Day) {
    tickers(first: $first, after: $after, orderBy: VOLUME, search: $search, from: $from, to: $to) {
      totalCount
      ${PAGE_INFO}
      nodes {
        id symbol name underlying volumeShare
        issuer { id name }
        stats { ${STATS} adjustedVolumeUsd }
        liquidity { tvlUsd pools deadPools bestPool { id liquidity { ${LIQUIDITY} } } }
      }
    }
  }`,
};

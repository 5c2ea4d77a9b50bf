import type { Query } from './api.ts';
import { PAGE_INFO, POOL } from './fragments.ts';
import type { DayWindow, PageInfo, PoolOrder, PoolState, PoolSummary } from './types.ts';

export interface PoolsAnswer {
  pools: { nodes: PoolSummary[]; totalCount: number; pageInfo: PageInfo };
}

export type PoolsVariables = DayWindow & {
  first: number;
  after?: string | undefined;
  orderBy?: PoolOrder | undefined;
  state?: PoolState | undefined;
  chain?: string | undefined;
  search?: string | undefined;
};

/** One page of pools. */
export const poolsQuery: Query<PoolsAnswer, PoolsVariables> = {
  document: `query Pools(
    $first: Int, $after: String, $orderBy: PoolOrder, $state: PoolState, $chain: String, $search: String,
    $from: Day, $to: Day
  ) {
    pools(
      first: $first, after: $after, orderBy: $orderBy, state: $state, chain: $chain, search: $search,
      from: $from, to: $to
    ) {
      totalCount
      ${PAGE_INFO}
      nodes { ${POOL} }
    }
  }`,
};

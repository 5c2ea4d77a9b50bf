import type { Query } from './api.ts';
import { DEPTH_POINT, FILL, PAGE_INFO, POOL, TOKEN } from './fragments.ts';
import type { DepthPoint, FillPage, PoolSummary, Token } from './types.ts';

export interface PoolDetail extends Omit<PoolSummary, 'token0' | 'token1'> {
  token0: Token;
  token1: Token;
  curve: string;
}

export interface PoolAnswer {
  pool: PoolDetail | null;
  depthHistory: DepthPoint[];
  fills: FillPage;
}

/** One pool with its curve now, its hourly history and its latest fills. */
export const poolQuery: Query<
  PoolAnswer,
  { id: string; from: string; historyFrom: string; to: string; fills: number; after?: string | undefined }
> = {
  document: `query Pool($id: String!, $from: Day!, $historyFrom: Day!, $to: Day!, $fills: Int, $after: String) {
    pool(id: $id, from: $from, to: $to) { ${POOL} curve token0 { ${TOKEN} } token1 { ${TOKEN} } }
    depthHistory(pool: $id, from: $historyFrom, to: $to) { ${DEPTH_POINT} }
    fills(pool: $id, from: $from, to: $to, first: $fills, after: $after) { nodes { ${FILL} } ${PAGE_INFO} }
  }`,
};

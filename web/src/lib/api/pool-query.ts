import type { Query } from './api.ts';
import { DEPTH_POINT, FILL, LIQUIDITY, PAGE_INFO, POOL, TOKEN, WASH, WASH_RULES } from './fragments.ts';
import type { DepthPoint, FillPage, PoolLiquidity, PoolSummary, PoolWash, Token, WashRules } from './types.ts';

export interface PoolDetail extends Omit<PoolSummary, 'token0' | 'token1'> {
  token0: Token;
  token1: Token;
  curve: string;
  wash: PoolWash | null;
}

export interface PoolAnswer {
  pool: PoolDetail | null;
  depthHistory: DepthPoint[];
  fills: FillPage;
  washRules: WashRules;
  /** Only when a past instant is asked for. */
  liquidityAt?: PoolLiquidity | null;
}

export interface PoolVariables {
  id: string;
  from: string;
  historyFrom: string;
  to: string;
  fills: number;
  after?: string | undefined;
  at: string;
  past: boolean;
}

/** One pool with its curve now, at a past instant when `past`, its hourly history, its wash evidence and its latest fills. */
export const poolQuery: Query<PoolAnswer, PoolVariables> = {
  document: `query Pool(
    $id: String!, $from: Day!, $historyFrom: Day!, $to: Day!, $fills: Int, $after: String, $at: DateTime!, $past: Boolean!
  ) {
    pool(id: $id, from: $from, to: $to) { ${POOL} curve token0 { ${TOKEN} } token1 { ${TOKEN} } wash { ${WASH} } }
    liquidityAt(pool: $id, at: $at) @include(if: $past) { ${LIQUIDITY} }
    depthHistory(pool: $id, from: $historyFrom, to: $to) { ${DEPTH_POINT} }
    fills(pool: $id, from: $from, to: $to, first: $fills, after: $after) { nodes { ${FILL} } ${PAGE_INFO} }
    washRules { ${WASH_RULES} }
  }`,
};

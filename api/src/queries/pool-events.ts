import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** A fill of a pool, or a state that was stated of it. */
export interface PoolEventRow {
  poolKey: number;
  /** Unix seconds. */
  time: number;
  sqrtPrice: string | null;
  tick: number | null;
  reserve0: string | null;
  reserve1: string | null;
  /** Null of a state, and of the last fill before the window. */
  soldKey: number | null;
  soldRaw: string | null;
  boughtRaw: string | null;
  amountUsd: string | null;
}

// A fill that states no price hides where the pool stood after it; a state that states none says nothing.
const SQL = `
  SELECT p.pool_key AS "poolKey", extract(epoch FROM e.block_time)::int AS time, e.sqrt_price AS "sqrtPrice", e.tick,
         e.reserve0, e.reserve1, e.sold_key AS "soldKey", e.sold_raw AS "soldRaw", e.bought_raw AS "boughtRaw",
         e.amount_usd AS "amountUsd"
  FROM unnest($3::int[]) AS p (pool_key)
  CROSS JOIN LATERAL (
    (SELECT block_time, block, tx_index, fill_index AS index, sqrt_price_after AS sqrt_price, tick_after AS tick,
            reserve0_after AS reserve0, reserve1_after AS reserve1, NULL::int AS sold_key, NULL::numeric AS sold_raw,
            NULL::numeric AS bought_raw, NULL::numeric AS amount_usd
     FROM fill f
     WHERE f.pool_key = p.pool_key AND f.block_time < $1::timestamptz
     ORDER BY f.block_time DESC, f.chain_key, f.block DESC, f.tx_index DESC, f.fill_index DESC LIMIT 1)
    UNION ALL
    (SELECT block_time, block, tx_index, state_index, sqrt_price, tick, reserve0, reserve1, NULL, NULL, NULL, NULL
     FROM pool_state s
     WHERE s.pool_key = p.pool_key AND s.block_time < $1::timestamptz
       AND (sqrt_price IS NOT NULL OR tick IS NOT NULL OR num_nonnulls(reserve0, reserve1) = 2)
     ORDER BY s.block_time DESC, s.block DESC, s.tx_index DESC, s.state_index DESC LIMIT 1)
    UNION ALL
    SELECT block_time, block, tx_index, fill_index, sqrt_price_after, tick_after, reserve0_after, reserve1_after,
           sold_token_key, sold_raw, bought_raw, amount_usd
    FROM fill f
    WHERE f.pool_key = p.pool_key AND f.block_time >= $1::timestamptz AND f.block_time < $2::timestamptz
    UNION ALL
    SELECT block_time, block, tx_index, state_index, sqrt_price, tick, reserve0, reserve1, NULL, NULL, NULL, NULL
    FROM pool_state s
    WHERE s.pool_key = p.pool_key AND s.block_time >= $1::timestamptz AND s.block_time < $2::timestamptz
      AND (sqrt_price IS NOT NULL OR tick IS NOT NULL OR num_nonnulls(reserve0, reserve1) = 2)
  ) e
  ORDER BY p.pool_key, e.block, e.tx_index, e.index`;

/** Mids are read again up to this long after a fill. */
export const LATEST_MID_SECONDS = 1_800;

/**
 * Everything that moved the pools in a window and half an hour after it, with what stood before it; of each pool in the
 * order of positions.
 */
export function poolEvents(reader: Reader, { from, to }: Window, poolKeys: readonly number[]): Promise<PoolEventRow[]> {
  const begin = new Date(`${from}T00:00:00Z`);
  const end = new Date(Date.parse(`${to}T00:00:00Z`) + (86_400 + LATEST_MID_SECONDS + 1) * 1_000);
  return reader.rows<PoolEventRow>(SQL, [begin.toISOString(), end.toISOString(), poolKeys]);
}

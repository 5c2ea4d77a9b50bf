import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** What only the fills of some pools tell, of a day or (`day` null) of the whole window. */
export interface PoolTradeDetailsRow {
  day: string | null;
  transactions: number;
  passthroughs: number;
  unpricedTrades: number;
  /** Of the trades with a price. */
  pricedUsd: string;
  lowerMedian: string | null;
  upperMedian: string | null;
}

const SQL = `
  WITH part AS (
    SELECT (f.block_time AT TIME ZONE 'UTC')::date AS day, f.chain_key, f.block, f.tx_index,
           sum(CASE WHEN f.bought_token_key = s.token_key THEN f.bought_raw ELSE -f.sold_raw END) AS net,
           CASE WHEN count(f.amount_usd) = count(*) THEN
             abs(sum(CASE WHEN f.bought_token_key = s.token_key THEN f.amount_usd ELSE -f.amount_usd END)) END AS usd
    FROM unnest($3::int[], $4::int[]) AS s (pool_key, token_key) JOIN fill f USING (pool_key)
    WHERE f.block_time >= $1::date AT TIME ZONE 'UTC' AND f.block_time < ($2::date + 1) AT TIME ZONE 'UTC'
    GROUP BY f.pool_key, 1, f.chain_key, f.block, f.tx_index, f.trader_key
  )
  SELECT day, count(DISTINCT (chain_key, block, tx_index))::int AS transactions,
         count(*) FILTER (WHERE net = 0)::int AS passthroughs,
         count(*) FILTER (WHERE net <> 0 AND usd IS NULL)::int AS "unpricedTrades",
         coalesce(sum(usd) FILTER (WHERE net <> 0), 0) AS "pricedUsd",
         percentile_disc(0.5) WITHIN GROUP (ORDER BY usd) FILTER (WHERE net <> 0) AS "lowerMedian",
         percentile_disc(0.5) WITHIN GROUP (ORDER BY usd DESC) FILTER (WHERE net <> 0) AS "upperMedian"
  FROM part
  GROUP BY GROUPING SETS ((day), ())`;

/** Reads the fills of some pools: their transactions, passthroughs, unpriced trades and median. */
export function poolTradeDetails(
  reader: Reader,
  { from, to }: Window,
  pools: readonly { poolKey: number; tokenKey: number }[],
): Promise<PoolTradeDetailsRow[]> {
  const sides = [pools.map(({ poolKey }) => poolKey), pools.map(({ tokenKey }) => tokenKey)];
  return reader.rows<PoolTradeDetailsRow>(SQL, [from, to, ...sides]);
}

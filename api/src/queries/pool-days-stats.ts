import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** What some pools did on a day. Each nets its own trades, so that pools add up. */
export interface PoolDaysStatsRow {
  day: string;
  fills: number;
  trades: number;
  buys: number;
  sells: number;
  buyUsd: string;
  sellUsd: string;
  /** Distinct over the pools. */
  traders: number;
}

const SQL = `
  WITH s AS (SELECT * FROM unnest($3::int[], $4::bool[]) AS s (pool_key, flipped)),
  sums AS (
    SELECT h.day, sum(h.fills)::int AS fills, sum(h.trades)::int AS trades
    FROM s JOIN pool_day h USING (pool_key)
    WHERE h.day BETWEEN $1::date AND $2::date
    GROUP BY h.day
  ), traders AS (
    SELECT d.day, sum(CASE WHEN flipped THEN sells ELSE buys END)::int AS buys,
           sum(CASE WHEN flipped THEN buys ELSE sells END)::int AS sells,
           sum(CASE WHEN flipped THEN sell_usd ELSE buy_usd END) AS buy_usd,
           sum(CASE WHEN flipped THEN buy_usd ELSE sell_usd END) AS sell_usd,
           count(DISTINCT trader_key) FILTER (WHERE buys + sells > 0)::int AS traders
    FROM s JOIN trader_day d USING (pool_key)
    WHERE d.day BETWEEN $1 AND $2
    GROUP BY d.day
  )
  SELECT day, h.fills, h.trades, coalesce(t.buys, 0) AS buys, coalesce(t.sells, 0) AS sells,
         coalesce(t.buy_usd, 0) AS "buyUsd", coalesce(t.sell_usd, 0) AS "sellUsd", coalesce(t.traders, 0) AS traders
  FROM sums h LEFT JOIN traders t USING (day)
  ORDER BY day`;

/** Sums of some pools per day; days without a fill have no row. */
export function poolDaysStats(
  reader: Reader,
  { from, to }: Window,
  pools: readonly { poolKey: number; flipped: boolean }[],
): Promise<PoolDaysStatsRow[]> {
  const sides = [pools.map(({ poolKey }) => poolKey), pools.map(({ flipped }) => flipped)];
  return reader.rows<PoolDaysStatsRow>(SQL, [from, to, ...sides]);
}

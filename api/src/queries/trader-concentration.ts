import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** Sums that say how concentrated a whole is without naming its parts. */
export interface ConcentrationSums {
  parts: number;
  total: string;
  /** Σ part². */
  squares: string;
  /** The largest ten. */
  top: string[];
}

const SQL = `
  WITH t AS (
    SELECT sum(in_total_usd) AS usd
    FROM trade
    WHERE token_key = ANY ($3::int[]) AND net_raw <> 0
      AND block_time >= $1::date::timestamp AT TIME ZONE 'UTC'
      AND block_time < ($2::date + 1)::timestamp AT TIME ZONE 'UTC'
    GROUP BY trader_key
    HAVING sum(in_total_usd) > 0
  )
  SELECT count(*)::int AS parts, coalesce(sum(usd), 0) AS total, coalesce(sum(usd * usd), 0) AS squares,
         coalesce((SELECT array_agg(usd::text) FROM (SELECT usd FROM t ORDER BY usd DESC LIMIT 10) l), '{}') AS top
  FROM t`;

/** Volume of the traders of some tokens over a window: trades, so that what only passed through counts for nobody. */
export async function traderConcentration(
  reader: Reader,
  { from, to }: Window,
  tokenKeys: readonly number[],
): Promise<ConcentrationSums> {
  const [row] = await reader.rows<ConcentrationSums>(SQL, [from, to, tokenKeys]);
  if (!row) throw new Error('an aggregate gave no row');
  return row;
}

const OF_POOLS = `
  WITH t AS (
    SELECT sum(buy_usd + sell_usd) AS usd
    FROM trader_day
    WHERE pool_key = ANY ($3::int[]) AND day BETWEEN $1 AND $2
    GROUP BY trader_key
    HAVING sum(buy_usd + sell_usd) > 0
  )
  SELECT count(*)::int AS parts, coalesce(sum(usd), 0) AS total, coalesce(sum(usd * usd), 0) AS squares,
         coalesce((SELECT array_agg(usd::text) FROM (SELECT usd FROM t ORDER BY usd DESC LIMIT 10) l), '{}') AS top
  FROM t`;

/** Volume of the traders of some pools over a window. */
export async function poolTraderConcentration(
  reader: Reader,
  { from, to }: Window,
  poolKeys: readonly number[],
): Promise<ConcentrationSums> {
  const [row] = await reader.rows<ConcentrationSums>(OF_POOLS, [from, to, poolKeys]);
  if (!row) throw new Error('an aggregate gave no row');
  return row;
}

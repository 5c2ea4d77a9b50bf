import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

export interface PoolTradersRow {
  poolKey: number;
  traders: number;
  usd: string;
}

// Pool by pool, so that a window's days are read by the key and not with those of all time.
const SQL = `
  SELECT p.key AS "poolKey", t.traders, t.usd
  FROM unnest($3::int[]) AS p (key)
  CROSS JOIN LATERAL (
    SELECT count(DISTINCT trader_key)::int AS traders, sum(buy_usd + sell_usd) AS usd
    FROM trader_day WHERE pool_key = p.key AND day BETWEEN $1 AND $2
  ) t
  WHERE t.traders > 0`;

/** Distinct traders of each of the pools over a window, and what they traded net per transaction; none without a trader. */
export function poolTraders(
  reader: Reader,
  { from, to }: Window,
  poolKeys: readonly number[],
): Promise<PoolTradersRow[]> {
  return reader.rows<PoolTradersRow>(SQL, [from, to, poolKeys]);
}

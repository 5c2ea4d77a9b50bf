import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

export interface PoolDaySumsRow {
  poolKey: number;
  day: string;
  trades: number;
  wallets: number;
  usd: string;
}

const SQL = `
  SELECT pool_key AS "poolKey", day, sum(buys + sells)::int AS trades, count(*)::int AS wallets,
         sum(buy_usd + sell_usd) AS usd
  FROM trader_day
  WHERE day BETWEEN $1 AND $2
  GROUP BY pool_key, day
  HAVING sum(buy_usd + sell_usd) >= $3
  ORDER BY pool_key, day`;

/** Days of pools with at least so much volume. */
export function poolDaySums(reader: Reader, { from, to }: Window, leastUsd: string): Promise<PoolDaySumsRow[]> {
  return reader.rows<PoolDaySumsRow>(SQL, [from, to, leastUsd]);
}

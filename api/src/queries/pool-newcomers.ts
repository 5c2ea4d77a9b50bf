import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** Traders of some pools whose first trade there fell on a day, and how many of them traded in the window. */
export interface PoolNewcomersRow {
  first: string;
  traders: number;
  active: number;
}

const SQL = `
  SELECT first, count(*)::int AS traders, count(*) FILTER (WHERE active)::int AS active
  FROM (
    SELECT trader_key, min(day) AS first, bool_or(day >= $1::date) AS active
    FROM trader_day
    WHERE pool_key = ANY ($3::int[]) AND day <= $2 AND buys + sells > 0
    GROUP BY trader_key
  ) t
  GROUP BY first`;

/** Everyone who traded in the pools up to the window's end, by the day of the first trade there. */
export function poolNewcomers(
  reader: Reader,
  { from, to }: Window,
  poolKeys: readonly number[],
): Promise<PoolNewcomersRow[]> {
  return reader.rows<PoolNewcomersRow>(SQL, [from, to, poolKeys]);
}

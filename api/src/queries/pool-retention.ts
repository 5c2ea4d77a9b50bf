import type { Reader } from '../database.ts';

/** Of the traders whose first trade in some pools fell into one week, those who traded in another. */
export interface PoolRetentionRow {
  first: string;
  week: string;
  traders: number;
}

// Monday begins a week of date_trunc.
const SQL = `
  WITH weeks AS (
    SELECT DISTINCT trader_key, date_trunc('week', day::timestamp)::date AS week
    FROM trader_day
    WHERE pool_key = ANY ($3::int[]) AND day <= $2 AND buys + sells > 0
  ), seen AS (
    SELECT week, min(week) OVER (PARTITION BY trader_key) AS first FROM weeks
  )
  SELECT first, week, count(*)::int AS traders FROM seen WHERE first >= $1 GROUP BY first, week`;

/**
 * Cohorts of some pools by week.
 * @param from Monday of the first cohort
 * @param to last day that counts
 */
export function poolRetention(
  reader: Reader,
  from: string,
  to: string,
  poolKeys: readonly number[],
): Promise<PoolRetentionRow[]> {
  return reader.rows<PoolRetentionRow>(SQL, [from, to, poolKeys]);
}

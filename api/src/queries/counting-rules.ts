import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** One day of some pools, counted by fills and by transactions instead of by trades. */
export interface CountingRulesRow {
  day: string;
  fills: number;
  fillsUsd: string;
  /** Distinct traders of fills, with those whose fills netted to nothing. */
  fillTraders: number;
  newFillTraders: number;
  transactions: number;
  signers: number;
  newSigners: number;
}

// Everything up to the last day is read, because who is new on a day depends on the days before it.
const SQL = `
  WITH seen AS MATERIALIZED (
    SELECT (f.block_time AT TIME ZONE 'UTC')::date AS day, f.chain_key, f.block, f.tx_index, f.trader_key, t.signer_key,
           count(*) AS fills, sum(f.amount_usd) AS usd
    FROM fill f JOIN transaction t USING (chain_key, block, tx_index)
    WHERE f.pool_key = ANY ($3::int[]) AND f.block_time < ($2::date + 1) AT TIME ZONE 'UTC'
    GROUP BY 1, 2, 3, 4, 5, 6
  ), days AS (
    SELECT day, sum(fills)::int AS fills, coalesce(sum(usd), 0) AS usd FROM seen WHERE day >= $1::date GROUP BY day
  ), transactions AS (
    SELECT day, count(*)::int AS count
    FROM (SELECT DISTINCT day, chain_key, block, tx_index FROM seen WHERE day >= $1::date) d GROUP BY day
  ), traders AS (
    SELECT a.day, count(*)::int AS count, count(*) FILTER (WHERE a.day = f.first)::int AS fresh
    FROM (SELECT DISTINCT day, trader_key FROM seen WHERE day >= $1::date) a
    JOIN (SELECT trader_key, min(day) AS first FROM seen GROUP BY trader_key) f USING (trader_key) GROUP BY a.day
  ), signers AS (
    SELECT a.day, count(*)::int AS count, count(*) FILTER (WHERE a.day = f.first)::int AS fresh
    FROM (SELECT DISTINCT day, signer_key FROM seen WHERE day >= $1::date) a
    JOIN (SELECT signer_key, min(day) AS first FROM seen GROUP BY signer_key) f USING (signer_key) GROUP BY a.day
  )
  SELECT day, d.fills, d.usd AS "fillsUsd", w.count AS "fillTraders", w.fresh AS "newFillTraders",
         x.count AS transactions, s.count AS signers, s.fresh AS "newSigners"
  FROM days d JOIN transactions x USING (day) JOIN traders w USING (day) JOIN signers s USING (day)
  ORDER BY day`;

/** What other definitions count over the same fills: days without a fill have no row. */
export function countingRules(reader: Reader, { from, to }: Window, poolKeys: number[]): Promise<CountingRulesRow[]> {
  return reader.rows<CountingRulesRow>(SQL, [from, to, poolKeys]);
}

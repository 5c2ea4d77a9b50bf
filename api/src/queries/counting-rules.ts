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

const SQL = `
  WITH seen AS (
    SELECT (f.block_time AT TIME ZONE 'UTC')::date AS day, f.chain_key, f.block, f.tx_index, f.amount_usd,
           f.trader_key, t.signer_key
    FROM fill f JOIN transaction t USING (chain_key, block, tx_index)
    WHERE f.pool_key = ANY ($3::int[]) AND f.block_time < ($2::date + 1) AT TIME ZONE 'UTC'
  ), dated AS (
    SELECT *, min(day) OVER (PARTITION BY signer_key) AS signer_day, min(day) OVER (PARTITION BY trader_key) AS trader_day
    FROM seen
  )
  SELECT day, count(*)::int AS fills, coalesce(sum(amount_usd), 0) AS "fillsUsd",
         count(DISTINCT trader_key)::int AS "fillTraders",
         count(DISTINCT trader_key) FILTER (WHERE trader_day = day)::int AS "newFillTraders",
         count(DISTINCT (chain_key, block, tx_index))::int AS transactions,
         count(DISTINCT signer_key)::int AS signers,
         count(DISTINCT signer_key) FILTER (WHERE signer_day = day)::int AS "newSigners"
  FROM dated WHERE day >= $1::date
  GROUP BY day ORDER BY day`;

/** What other definitions count over the same fills: days without a fill have no row. */
export function countingRules(reader: Reader, { from, to }: Window, poolKeys: number[]): Promise<CountingRulesRow[]> {
  return reader.rows<CountingRulesRow>(SQL, [from, to, poolKeys]);
}

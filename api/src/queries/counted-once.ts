import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** Value of trades that counts for a ticker and not in a total, of a day or (`day` null) of the whole window. */
export interface CountedOnceRow {
  day: string | null;
  usd: string;
}

const SQL = `
  SELECT (block_time AT TIME ZONE 'UTC')::date AS day, coalesce(sum(amount_usd - coalesce(in_total_usd, 0)), 0) AS usd
  FROM trade
  WHERE token_key = ANY ($3::int[]) AND amount_usd IS NOT NULL
    AND block_time >= $1::date AT TIME ZONE 'UTC' AND block_time < ($2::date + 1) AT TIME ZONE 'UTC'
  GROUP BY GROUPING SETS ((1), ())`;

/** What the second side of stock-for-stock trades is worth. */
export function countedOnce(
  reader: Reader,
  { from, to }: Window,
  tokenKeys: readonly number[],
): Promise<CountedOnceRow[]> {
  return reader.rows<CountedOnceRow>(SQL, [from, to, tokenKeys]);
}

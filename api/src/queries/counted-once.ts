import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** Value of trades that counts for a ticker and not in a total, of a day or (`day` null) of the whole window. */
export interface CountedOnceRow {
  day: string | null;
  usd: string;
}

const SQL = `
  SELECT day, coalesce(sum(volume_usd - volume_in_total_usd), 0) AS usd FROM asset_day
  WHERE token_key = ANY ($3::int[]) AND day BETWEEN $1 AND $2
  GROUP BY GROUPING SETS ((day), ())`;

/** What the second side of stock-for-stock trades is worth. */
export function countedOnce(
  reader: Reader,
  { from, to }: Window,
  tokenKeys: readonly number[],
): Promise<CountedOnceRow[]> {
  return reader.rows<CountedOnceRow>(SQL, [from, to, tokenKeys]);
}

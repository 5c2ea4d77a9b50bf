import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** A token's days with a fill, as lists side by side: a row for each day would cost more than its content. */
export interface TokenDaysRow {
  tokenKey: number;
  /** Days since the window's first, comma separated; the other lists are in the same order. */
  days: string;
  volumeUsd: string;
  trades: string;
}

const SQL = `
  SELECT token_key AS "tokenKey", string_agg((day - $1::date)::text, ',') AS days,
         string_agg(volume_usd::text, ',') AS "volumeUsd", string_agg(trades::text, ',') AS trades
  FROM asset_day
  WHERE day BETWEEN $1 AND $2 AND token_key = ANY ($3::int[])
  GROUP BY token_key`;

/** Volume and trades of each token on each day; a token without a fill has no row. */
export function tokenDays(reader: Reader, { from, to }: Window, tokenKeys: readonly number[]): Promise<TokenDaysRow[]> {
  return reader.rows<TokenDaysRow>(SQL, [from, to, tokenKeys]);
}

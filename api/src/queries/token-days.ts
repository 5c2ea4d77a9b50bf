import type { Reader } from '../database.ts';
import { monthOf } from '../day.ts';
import type { Window } from './stats.ts';

/** A token's days with a fill, as lists side by side: a row for each day would cost more than its content. */
export interface TokenDaysRow {
  tokenKey: number;
  /** Days since 1970-01-01, comma separated; the other lists are in the same order. */
  days: string;
  volumeUsd: string;
  trades: string;
  /** Distinct wallets. */
  traders: string;
}

const SQL = `
  SELECT token_key AS "tokenKey", string_agg(days, ',') AS days, string_agg(volume_usd, ',') AS "volumeUsd",
         string_agg(trades, ',') AS trades, string_agg(traders, ',') AS traders
  FROM asset_month WHERE token_key = ANY ($3::int[]) AND month BETWEEN $1 AND $2
  GROUP BY token_key`;

/**
 * Volume, trades and traders of each token on each day of the months that a window touches, so that days before and after
 * the window are among them; a token without a fill has no row.
 */
export function tokenDays(reader: Reader, { from, to }: Window, tokenKeys: readonly number[]): Promise<TokenDaysRow[]> {
  return reader.rows<TokenDaysRow>(SQL, [monthOf(from), monthOf(to), tokenKeys]);
}

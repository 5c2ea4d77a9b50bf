import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';
import type { OwnTraderSets, TraderScope } from './trader-sets.ts';

/** How many wallets traded a token, or any token of a chain, on each day. */
export interface TraderDaysRow {
  tokenKey: number | null;
  chainKey: number | null;
  /** Days since the window's first, comma separated; the other list is in the same order. */
  days: string;
  traders: string;
}

const COUNTS = `
  SELECT token_key AS "tokenKey", NULL::int AS "chainKey", string_agg((day - $1::date)::text, ',') AS days,
         string_agg(traders::text, ',') AS traders
  FROM trader_bitmap_day WHERE day BETWEEN $1 AND $2 AND token_key = ANY ($3::int[]) GROUP BY token_key
  UNION ALL
  SELECT NULL, chain_key::int, string_agg((day - $1::date)::text, ','), string_agg(traders::text, ',')
  FROM chain_trader_bitmap_day WHERE day BETWEEN $1 AND $2 AND chain_key = ANY ($4::int[]) GROUP BY chain_key`;

/** Counts of wallets by day of tokens and of whole chains. */
export function traderDays(
  reader: Reader,
  { from, to }: Window,
  { tokenKeys, chainKeys }: TraderScope,
): Promise<TraderDaysRow[]> {
  return reader.rows<TraderDaysRow>(COUNTS, [from, to, tokenKeys, chainKeys]);
}

/**
 * Sets of days of a token, or of a whole chain: of a token a row a month, because a row for each of its small sets would cost
 * more than its content; of a chain a row a day, because its sets are large and values of megabytes cost more still.
 */
export interface TraderDaySets extends OwnTraderSets {
  /** Days since the window's first, comma separated, in the order of the sets. */
  days: string;
}

const SETS = `
  SELECT token_key AS "tokenKey", NULL::int AS "chainKey", 'token ' || token_key AS what,
         string_agg((day - $1::date)::text, ',') AS days, string_agg(traders::text, ',') AS traders,
         string_agg(octet_length(bitmap)::text, ',') AS sizes, string_agg(bitmap, ''::bytea) AS bitmaps
  FROM trader_bitmap_day WHERE day BETWEEN $1 AND $2 AND token_key = ANY ($3::int[])
  GROUP BY token_key, date_trunc('month', day)
  UNION ALL
  SELECT NULL, chain_key::int, 'chain ' || chain_key, (day - $1::date)::text, traders::text, octet_length(bitmap)::text, bitmap
  FROM chain_trader_bitmap_day WHERE day BETWEEN $1 AND $2 AND chain_key = ANY ($4::int[])`;

/** The sets themselves, of tokens and chains that may share wallets. */
export function traderDaySets(
  reader: Reader,
  { from, to }: Window,
  { tokenKeys, chainKeys }: TraderScope,
): Promise<TraderDaySets[]> {
  if (tokenKeys.length + chainKeys.length === 0) return Promise.resolve([]);
  return reader.rows<TraderDaySets>(SETS, [from, to, tokenKeys, chainKeys]);
}

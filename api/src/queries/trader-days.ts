import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';
import type { TraderScope, TraderSets } from './trader-sets.ts';

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

/** Sets of account keys of a scope on a day. */
export interface TraderDaySets extends TraderSets {
  scope: number;
  /** Days since the window's first. */
  day: number;
}

const SETS = `
  SELECT scope, day - $1::date AS day, 'scope ' || scope || ' on ' || day AS what, string_agg(traders::text, ',') AS traders,
         string_agg(octet_length(bitmap)::text, ',') AS sizes, string_agg(bitmap, ''::bytea) AS bitmaps
  FROM (
    SELECT s.scope, b.day, b.traders, b.bitmap FROM unnest($3::int[], $4::int[]) AS s (scope, token_key)
    JOIN trader_bitmap_day b ON b.token_key = s.token_key AND b.day BETWEEN $1 AND $2
    UNION ALL
    SELECT s.scope, b.day, b.traders, b.bitmap FROM unnest($5::int[], $6::int[]) AS s (scope, chain_key)
    JOIN chain_trader_bitmap_day b ON b.chain_key = s.chain_key AND b.day BETWEEN $1 AND $2
  ) AS m
  GROUP BY scope, day`;

/**
 * The sets themselves, for scopes whose tokens or chains may share wallets.
 * @param scopes rows name a scope by its position
 */
export function traderDaySets(
  reader: Reader,
  { from, to }: Window,
  scopes: readonly TraderScope[],
): Promise<TraderDaySets[]> {
  const tokens = scopes.flatMap(({ tokenKeys }, scope) => tokenKeys.map((key) => [scope, key] as const));
  const chains = scopes.flatMap(({ chainKeys }, scope) => chainKeys.map((key) => [scope, key] as const));
  return reader.rows<TraderDaySets>(SETS, [
    ...[from, to],
    ...[tokens.map(([scope]) => scope), tokens.map(([, key]) => key)],
    ...[chains.map(([scope]) => scope), chains.map(([, key]) => key)],
  ]);
}

import type { Reader } from '../database.ts';
import { addDays, monthAfter, monthOf } from '../day.ts';
import type { Window } from './stats.ts';

/** Whose traders are asked for: all tokens of some chains, and single tokens of others. */
export interface TraderScope {
  chainKeys: readonly number[];
  tokenKeys: readonly number[];
}

/** Sets of account keys that cover a scope and a window; a wallet may be in several of them. */
export interface TraderSets {
  scope: number;
  /** Wallets of each set, comma separated. */
  traders: string;
  /** Bytes of each set, comma separated. */
  sizes: string;
  /** Serialised roaring bitmaps, one after the other: a row of its own for each would cost more than its content. */
  bitmaps: Buffer;
}

// A month that ended on its chain is one set; days before the first whole month, after the last, and of months that are
// not over are sets of their own. `past` is the end of the whole months that may be taken.
const SQL = `
  WITH ended AS (
    SELECT chain_key, (max(month) + interval '1 month')::date AS day FROM chain_trader_bitmap_month GROUP BY chain_key
  ), token_member AS (
    SELECT s.scope, s.token_key, CASE WHEN e.day IS NULL THEN $3::date ELSE greatest($3::date, least($4::date, e.day)) END AS past
    FROM unnest($5::int[], $6::int[]) AS s (scope, token_key)
    JOIN token k ON k.key = s.token_key LEFT JOIN ended e USING (chain_key)
  ), chain_member AS (
    SELECT s.scope, s.chain_key, CASE WHEN e.day IS NULL THEN $3::date ELSE greatest($3::date, least($4::date, e.day)) END AS past
    FROM unnest($7::int[], $8::int[]) AS s (scope, chain_key) LEFT JOIN ended e USING (chain_key)
  ), part AS (
    SELECT m.scope, b.traders, b.bitmap FROM token_member m
    JOIN trader_bitmap_month b ON b.token_key = m.token_key AND b.month >= $3::date AND b.month < m.past
    UNION ALL
    SELECT m.scope, b.traders, b.bitmap FROM token_member m
    CROSS JOIN LATERAL (VALUES ($1::date, $3::date), (m.past, $2::date + 1)) AS r (low, high)
    JOIN trader_bitmap_day b ON b.token_key = m.token_key AND b.day >= r.low AND b.day < r.high
    UNION ALL
    SELECT m.scope, b.traders, b.bitmap FROM chain_member m
    JOIN chain_trader_bitmap_month b ON b.chain_key = m.chain_key AND b.month >= $3::date AND b.month < m.past
    UNION ALL
    SELECT m.scope, b.traders, b.bitmap FROM chain_member m
    CROSS JOIN LATERAL (VALUES ($1::date, $3::date), (m.past, $2::date + 1)) AS r (low, high)
    JOIN chain_trader_bitmap_day b ON b.chain_key = m.chain_key AND b.day >= r.low AND b.day < r.high
  )
  SELECT scope, string_agg(traders::text, ',') AS traders, string_agg(octet_length(bitmap)::text, ',') AS sizes,
         string_agg(bitmap, ''::bytea) AS bitmaps
  FROM part GROUP BY scope`;

/**
 * Who traded over a window, per scope; scopes without a trade have no row.
 * @param scopes rows name a scope by its position
 */
export function traderSets(
  reader: Reader,
  { from, to }: Window,
  scopes: readonly TraderScope[],
): Promise<TraderSets[]> {
  const [first, last] = wholeMonths({ from, to });
  const tokens = scopes.flatMap(({ tokenKeys }, scope) => tokenKeys.map((key) => [scope, key] as const));
  const chains = scopes.flatMap(({ chainKeys }, scope) => chainKeys.map((key) => [scope, key] as const));
  return reader.rows<TraderSets>(SQL, [
    ...[from, to, first, last],
    ...[tokens.map(([scope]) => scope), tokens.map(([, key]) => key)],
    ...[chains.map(([scope]) => scope), chains.map(([, key]) => key)],
  ]);
}

/** The first day of the first whole month of a window, and the day after its last one; the window's end twice for none. */
function wholeMonths({ from, to }: Window): [first: string, last: string] {
  const end = addDays(to, 1);
  const first = from.endsWith('-01') ? from : monthAfter(from);
  const last = monthOf(end);
  return first < last ? [first, last] : [end, end];
}

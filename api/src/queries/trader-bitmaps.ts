import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** Who traded a token, or any token of a chain, on a day. */
export interface TraderBitmapRow {
  /** Null for a whole chain. */
  tokenKey: number | null;
  chainKey?: number | null;
  day: string;
  traders: number;
  /** Serialised roaring bitmap of account keys. */
  bitmap: Buffer;
}

// As text, although every byte travels as two: the driver decodes binary answers as UTF-8 and so destroys them.
const SQL = `
  SELECT token_key AS "tokenKey", NULL::int AS "chainKey", day, traders, bitmap
  FROM trader_bitmap_day WHERE day BETWEEN $1 AND $2 AND token_key = ANY ($3::int[])
  UNION ALL
  SELECT NULL, chain_key::int, day, traders, bitmap
  FROM chain_trader_bitmap_day WHERE day BETWEEN $1 AND $2 AND chain_key = ANY ($4::int[])
  ORDER BY day, "tokenKey", "chainKey"`;

/** Who traded, per day and token of some tokens, and per day and chain of whole chains. */
export function traderBitmaps(
  reader: Reader,
  { from, to }: Window,
  tokenKeys: readonly number[],
  chainKeys: readonly number[] = [],
): Promise<TraderBitmapRow[]> {
  return reader.rows<TraderBitmapRow>(SQL, [from, to, tokenKeys, chainKeys]);
}

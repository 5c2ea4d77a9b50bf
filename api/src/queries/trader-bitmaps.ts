import type { Reader } from '../database.ts';

export interface TraderBitmapRow {
  tokenKey: number;
  day: string;
  traders: number;
  /** Serialised roaring bitmap of account keys. */
  bitmap: Buffer;
}

// As text, although every byte travels as two: the driver decodes binary answers as UTF-8 and so destroys them.
const SQL = `
  SELECT token_key AS "tokenKey", day::text AS day, traders, bitmap
  FROM trader_bitmap_day
  WHERE ($1::date IS NULL OR day >= $1) AND day <= $2 AND token_key = ANY ($3::int[])
  ORDER BY day, token_key`;

/**
 * Who traded, per token and day.
 * @param from first day, included; from the beginning when null
 * @param to last day, included
 */
export function traderBitmaps(
  reader: Reader,
  from: string | null,
  to: string,
  tokenKeys: readonly number[],
): Promise<TraderBitmapRow[]> {
  return reader.rows<TraderBitmapRow>(SQL, [from, to, tokenKeys]);
}

import type { Reader } from '../database.ts';

export interface TraderBitmapRow {
  tokenKey: number;
  day: string;
  traders: number;
  /** Serialised roaring bitmap of account keys. */
  bitmap: Buffer;
}

const SQL = `
  SELECT token_key AS "tokenKey", day, traders, bitmap
  FROM trader_bitmap_day
  WHERE day <= $1 AND ($2::int[] IS NULL OR token_key = ANY ($2))
  ORDER BY day, token_key`;

/**
 * Who traded, per token and day, from the first day on: earlier days say who is new.
 * @param tokenKeys only these tokens; all when null
 */
export function traderBitmaps(reader: Reader, to: string, tokenKeys: number[] | null): Promise<TraderBitmapRow[]> {
  return reader.rows<TraderBitmapRow>(SQL, [to, tokenKeys]);
}

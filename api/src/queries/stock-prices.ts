import type { Reader } from '../database.ts';

export interface StockPriceQuestion {
  tokenKey: number;
  at: Date;
}

export interface StockPriceRow {
  amountUsd: string | null;
  raw: string | null;
}

const SQL = `
  SELECT p.amount_usd AS "amountUsd", p.raw
  FROM unnest($1::int[], $2::timestamptz[]) WITH ORDINALITY AS q (token_key, at, position)
  LEFT JOIN LATERAL (
    SELECT t.amount_usd, abs(t.net_raw) AS raw FROM trade t
    WHERE t.token_key = q.token_key AND t.block_time <= q.at AND t.amount_usd > 0 AND t.net_raw <> 0
    ORDER BY t.block_time DESC, t.block DESC, t.tx_index DESC LIMIT 1
  ) p ON true
  ORDER BY q.position`;

/** What the last priced trade of each stock token paid for how much of it, in the order asked. */
export function stockPrices(reader: Reader, asked: readonly StockPriceQuestion[]): Promise<StockPriceRow[]> {
  return reader.rows<StockPriceRow>(SQL, [
    asked.map(({ tokenKey }) => tokenKey),
    asked.map(({ at }) => at.toISOString()),
  ]);
}

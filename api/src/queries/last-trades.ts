import type { Reader } from '../database.ts';

/** The last priced trade of a token. */
export interface LastTradeRow {
  tokenKey: number;
  time: Date;
  amountUsd: string;
  raw: string;
}

const SQL = `
  SELECT q.token_key AS "tokenKey", p.block_time AS time, p.amount_usd AS "amountUsd", p.raw
  FROM unnest($1::int[]) AS q (token_key)
  CROSS JOIN LATERAL (
    SELECT t.block_time, t.amount_usd, abs(t.net_raw) AS raw FROM trade t
    WHERE t.token_key = q.token_key AND t.block_time < ($2::date + 1)::timestamp AT TIME ZONE 'UTC'
      AND t.amount_usd > 0 AND t.net_raw <> 0
    ORDER BY t.block_time DESC, t.block DESC, t.tx_index DESC LIMIT 1
  ) p`;

/** What the last priced trade of each token up to the end of a day paid for how much of it; none for tokens without one. */
export function lastTrades(reader: Reader, tokenKeys: readonly number[], day: string): Promise<LastTradeRow[]> {
  return reader.rows<LastTradeRow>(SQL, [tokenKeys, day]);
}

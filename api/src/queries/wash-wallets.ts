import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** What a wallet did in a pool over a window. */
export interface WashWalletRow {
  poolKey: number;
  traderKey: number;
  address: Buffer;
  buys: number;
  sells: number;
  buyUsd: string;
  sellUsd: string;
}

// Pool by pool, so that a window's days are read by the key and not with those of all time.
const SQL = `
  SELECT s.pool_key AS "poolKey", s.trader_key AS "traderKey", a.address, s.buys, s.sells, s.buy_usd AS "buyUsd",
         s.sell_usd AS "sellUsd"
  FROM unnest($4::int[]) AS p (key)
  CROSS JOIN LATERAL (
    SELECT pool_key, trader_key, sum(buys)::int AS buys, sum(sells)::int AS sells, sum(buy_usd) AS buy_usd,
           sum(sell_usd) AS sell_usd
    FROM trader_day
    WHERE pool_key = p.key AND day BETWEEN $1 AND $2
    GROUP BY pool_key, trader_key
    HAVING least(sum(buys), sum(sells)) >= $3
  ) s JOIN account a ON a.key = s.trader_key
  ORDER BY s.pool_key, s.buy_usd + s.sell_usd DESC, s.trader_key`;

/** Wallets with at least so many buys and so many sells in one of the pools, the largest of each pool first. */
export function washWallets(
  reader: Reader,
  { from, to }: Window,
  perSide: number,
  poolKeys: readonly number[],
): Promise<WashWalletRow[]> {
  return reader.rows<WashWalletRow>(SQL, [from, to, perSide, poolKeys]);
}

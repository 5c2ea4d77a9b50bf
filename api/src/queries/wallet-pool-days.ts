import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

export interface WalletPoolDayRow {
  poolKey: number;
  day: string;
  usd: string;
}

const SQL = `
  SELECT d.pool_key AS "poolKey", d.day, sum(d.buy_usd + d.sell_usd) AS usd
  FROM unnest($3::int[], $4::int[]) AS w (pool_key, trader_key)
  JOIN trader_day d USING (pool_key, trader_key)
  WHERE d.day BETWEEN $1 AND $2
  GROUP BY d.pool_key, d.day`;

/** What the given wallets traded in their pools, per pool and day. */
export function walletPoolDays(
  reader: Reader,
  { from, to }: Window,
  wallets: readonly { poolKey: number; traderKey: number }[],
): Promise<WalletPoolDayRow[]> {
  const pairs = [wallets.map(({ poolKey }) => poolKey), wallets.map(({ traderKey }) => traderKey)];
  return reader.rows<WalletPoolDayRow>(SQL, [from, to, ...pairs]);
}

import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** What a wallet traded in a pool on a day. */
export interface WalletDayRow {
  poolKey: number;
  traderKey: number;
  day: string;
  usd: string;
}

const SQL = `
  SELECT d.pool_key AS "poolKey", d.trader_key AS "traderKey", d.day, d.buy_usd + d.sell_usd AS usd
  FROM unnest($3::int[], $4::int[]) AS w (pool_key, trader_key)
  JOIN trader_day d USING (pool_key, trader_key)
  WHERE d.day BETWEEN $1 AND $2`;

/** The days on which the given wallets traded in their pools. */
export function walletDays(
  reader: Reader,
  { from, to }: Window,
  wallets: readonly { poolKey: number; traderKey: number }[],
): Promise<WalletDayRow[]> {
  const pairs = [wallets.map(({ poolKey }) => poolKey), wallets.map(({ traderKey }) => traderKey)];
  return reader.rows<WalletDayRow>(SQL, [from, to, ...pairs]);
}

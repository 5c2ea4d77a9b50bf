import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

export interface PoolDaySumsRow {
  poolKey: number;
  day: string;
  trades: number;
  wallets: number;
  usd: string;
}

/** What a pool's day must have to be asked for: so many dollars, and so many trades or many more dollars. */
export interface LeastOfPoolDay {
  usd: string;
  trades: number;
  largeUsd: string;
}

// Wallets are counted on those days alone.
const SQL = `
  SELECT d.pool_key AS "poolKey", d.day, d.trades, t.wallets, d.volume_usd AS usd
  FROM pool_day d
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS wallets FROM trader_day t WHERE t.pool_key = d.pool_key AND t.day = d.day
  ) t
  WHERE d.day BETWEEN $1 AND $2 AND d.volume_usd >= $3 AND (d.trades >= $4 OR d.volume_usd >= $5)
  ORDER BY d.pool_key, d.day`;

/** Days of pools with at least so much trading. */
export function poolDaySums(
  reader: Reader,
  { from, to }: Window,
  { usd, trades, largeUsd }: LeastOfPoolDay,
): Promise<PoolDaySumsRow[]> {
  return reader.rows<PoolDaySumsRow>(SQL, [from, to, usd, trades, largeUsd]);
}

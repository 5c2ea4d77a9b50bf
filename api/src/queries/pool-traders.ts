import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

export interface PoolTradersRow {
  poolKey: number;
  traders: number;
  usd: string;
}

const SQL = `
  SELECT pool_key AS "poolKey", count(*)::int AS traders, sum(usd) AS usd
  FROM (
    SELECT pool_key, trader_key, sum(buy_usd + sell_usd) AS usd
    FROM trader_day WHERE day BETWEEN $1 AND $2 GROUP BY pool_key, trader_key
  ) s
  GROUP BY pool_key`;

/** Distinct traders of every pool over a window, and what they traded net per transaction. */
export function poolTraders(reader: Reader, { from, to }: Window): Promise<PoolTradersRow[]> {
  return reader.rows<PoolTradersRow>(SQL, [from, to]);
}

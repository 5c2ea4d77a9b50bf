import type { Reader } from '../database.ts';
import { groupsOf, inLanes } from '../lanes.ts';
import type { Window } from './stats.ts';

/** What a wallet did in a pool over a window. */
export interface WashWallet {
  poolKey: number;
  traderKey: number;
  buys: number;
  sells: number;
  buyUsd: string;
  sellUsd: string;
}

/** What all wallets did in a pool over a window, net per transaction. */
export interface PoolWashSums {
  poolKey: number;
  traders: number;
  usd: string;
  /** Wallets with enough trades on both sides, in no order. */
  candidates: WashWallet[];
}

/** Trades whose wallets one statement adds up: well within the time that a statement has. */
const TRADES_AT_ONCE = 500_000;
const STATEMENTS_AT_ONCE = 2;

const TRADES = `
  SELECT pool_key AS "poolKey", sum(trades)::int AS trades FROM pool_day WHERE day BETWEEN $1 AND $2 GROUP BY pool_key`;

// Pool by pool, so that a window's days are read by the key and not with those of all time, and that wallets are few at once.
const SUMS = `
  SELECT p.key AS "poolKey", s.traders, s.usd, coalesce(s.candidates, '') AS candidates
  FROM unnest($4::int[]) AS p (key)
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS traders, sum(w.buy_usd + w.sell_usd) AS usd,
           string_agg(concat_ws(' ', w.trader_key, w.buys, w.sells, w.buy_usd, w.sell_usd), ',')
             FILTER (WHERE least(w.buys, w.sells) >= $3) AS candidates
    FROM (
      SELECT trader_key, sum(buys) AS buys, sum(sells) AS sells, sum(buy_usd) AS buy_usd, sum(sell_usd) AS sell_usd
      FROM trader_day WHERE pool_key = p.key AND day BETWEEN $1 AND $2 GROUP BY trader_key
    ) w
  ) s
  WHERE s.traders > 0`;

/**
 * Adds up what wallets did in each of the pools; a pool without a trader has no row.
 * @param perSide fewest buys, and fewest sells, of a candidate
 */
export async function washSums(
  reader: Reader,
  { from, to }: Window,
  perSide: number,
  poolKeys: readonly number[],
): Promise<PoolWashSums[]> {
  const rows = await reader.rows<{ poolKey: number; trades: number }>(TRADES, [from, to]);
  const trades = new Map(rows.map((row) => [row.poolKey, row.trades]));
  const parts = groupsOf(poolKeys, TRADES_AT_ONCE, (key) => trades.get(key) ?? 0);
  const sums = await inLanes(parts, STATEMENTS_AT_ONCE, (keys) =>
    reader.rows<Omit<PoolWashSums, 'candidates'> & { candidates: string }>(SUMS, [from, to, perSide, keys]),
  );
  return sums.flat().map((row) => ({ ...row, candidates: candidatesOf(row.poolKey, row.candidates) }));
}

function candidatesOf(poolKey: number, list: string): WashWallet[] {
  if (list === '') return [];
  return list.split(',').map((each) => {
    const [trader, buys, sells, buyUsd, sellUsd] = each.split(' ') as [string, string, string, string, string];
    return { poolKey, traderKey: Number(trader), buys: Number(buys), sells: Number(sells), buyUsd, sellUsd };
  });
}

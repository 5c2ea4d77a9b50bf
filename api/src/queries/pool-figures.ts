import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** What a pool did over a window, and where its curve stood at the window's end. */
export interface PoolFigures {
  poolKey: number;
  volumeUsd: string;
  fills: number;
  trades: number;
  /** Trades of the window's last day. */
  lastDayTrades: number;
  lastTradeTime: Date | null;
  hour: Date | null;
  curveState: 'zero_liquidity' | 'out_of_range' | 'live' | null;
  liquidity: string | null;
  tvlUsd: string | null;
  midUsd: string | null;
  askDepthUsd: (string | null)[] | null;
  bidDepthUsd: (string | null)[] | null;
  buySlippage: (string | null)[] | null;
  sellSlippage: (string | null)[] | null;
  buyImpact: (string | null)[] | null;
  sellImpact: (string | null)[] | null;
  buyFillableUsd: string | null;
  sellFillableUsd: string | null;
}

const SQL = `
  SELECT p.key AS "poolKey", coalesce(a.volume_usd, 0) AS "volumeUsd", coalesce(a.fills, 0)::int AS fills,
         coalesce(a.trades, 0)::int AS trades, coalesce(a.last_day_trades, 0)::int AS "lastDayTrades",
         l.last_fill_time AS "lastTradeTime", d.hour, d.state AS "curveState", d.liquidity, d.tvl_usd AS "tvlUsd",
         d.mid_usd AS "midUsd", d.ask_depth_usd::text[] AS "askDepthUsd", d.bid_depth_usd::text[] AS "bidDepthUsd",
         d.buy_slippage::text[] AS "buySlippage", d.sell_slippage::text[] AS "sellSlippage",
         d.buy_impact::text[] AS "buyImpact", d.sell_impact::text[] AS "sellImpact",
         d.buy_fillable_usd AS "buyFillableUsd", d.sell_fillable_usd AS "sellFillableUsd"
  FROM pool p
  LEFT JOIN (
    SELECT h.pool_key, sum(h.volume_usd) AS volume_usd, sum(h.fills) AS fills, sum(h.trades) AS trades,
           sum(h.trades) FILTER (WHERE h.day = $2::date) AS last_day_trades
    FROM pool_day h
    WHERE h.day BETWEEN $1::date AND $2::date
    GROUP BY h.pool_key
  ) a ON a.pool_key = p.key
  LEFT JOIN LATERAL (
    SELECT h.last_fill_time FROM pool_day h
    WHERE h.pool_key = p.key AND h.day <= $2::date ORDER BY h.day DESC LIMIT 1
  ) l ON true
  LEFT JOIN LATERAL (
    SELECT * FROM pool_depth_hour h
    WHERE h.pool_key = p.key AND h.hour < ($2::date + 1) AT TIME ZONE 'UTC' ORDER BY h.hour DESC LIMIT 1
  ) d ON true
  WHERE p.birth_time < ($2::date + 1) AT TIME ZONE 'UTC'`;

/** Figures of every pool that existed in the window. */
export function poolFigures(reader: Reader, { from, to }: Window): Promise<PoolFigures[]> {
  return reader.rows<PoolFigures>(SQL, [from, to]);
}

import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** A pool on a day: its trades, and its curve at the day's end. */
export interface PoolDayRow {
  poolKey: number;
  day: string;
  trades: number;
  curveState: 'zero_liquidity' | 'out_of_range' | 'live' | null;
  buySlippage: (string | null)[] | null;
  sellSlippage: (string | null)[] | null;
  buyImpact: (string | null)[] | null;
  sellImpact: (string | null)[] | null;
}

const SQL = `
  SELECT p.key AS "poolKey", d.day::date AS day, coalesce(a.trades, 0)::int AS trades, c.state AS "curveState",
         c.buy_slippage::text[] AS "buySlippage", c.sell_slippage::text[] AS "sellSlippage",
         c.buy_impact::text[] AS "buyImpact", c.sell_impact::text[] AS "sellImpact"
  FROM generate_series($1::date, $2::date, interval '1 day') AS d (day)
  JOIN pool p ON p.key = ANY ($3::int[]) AND p.birth_time < (d.day::date + 1) AT TIME ZONE 'UTC'
  LEFT JOIN pool_day a ON a.pool_key = p.key AND a.day = d.day::date
  LEFT JOIN LATERAL (
    SELECT h.state, h.buy_slippage, h.sell_slippage, h.buy_impact, h.sell_impact FROM pool_depth_hour h
    WHERE h.pool_key = p.key AND h.hour < (d.day::date + 1) AT TIME ZONE 'UTC' ORDER BY h.hour DESC LIMIT 1
  ) c ON true
  ORDER BY d.day, p.key`;

/** Every pool on every day of a window on which it existed. */
export function poolDays(reader: Reader, { from, to }: Window, poolKeys: number[]): Promise<PoolDayRow[]> {
  return reader.rows<PoolDayRow>(SQL, [from, to, poolKeys]);
}

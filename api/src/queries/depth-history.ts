import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

export interface DepthHourRow {
  hour: Date;
  /** Of the positions that contain the current tick; zero for other curves. */
  liquidity: string;
  midUsd: string | null;
  tvlUsd: string | null;
  askDepthUsd: (string | null)[];
  bidDepthUsd: (string | null)[];
  buySlippage: (string | null)[];
  sellSlippage: (string | null)[];
  buyImpact: (string | null)[];
  sellImpact: (string | null)[];
  buyFillableUsd: string | null;
  sellFillableUsd: string | null;
}

const COLUMNS = `
  h.hour, h.liquidity, h.mid_usd AS "midUsd", h.tvl_usd AS "tvlUsd", h.ask_depth_usd::text[] AS "askDepthUsd",
  h.bid_depth_usd::text[] AS "bidDepthUsd", h.buy_slippage::text[] AS "buySlippage",
  h.sell_slippage::text[] AS "sellSlippage",
  h.buy_impact::text[] AS "buyImpact", h.sell_impact::text[] AS "sellImpact", h.buy_fillable_usd AS "buyFillableUsd",
  h.sell_fillable_usd AS "sellFillableUsd"`;

const SQL = `
  (SELECT ${COLUMNS} FROM pool_depth_hour h
   WHERE h.pool_key = $1 AND h.hour < $2::date AT TIME ZONE 'UTC' ORDER BY h.hour DESC LIMIT 1)
  UNION ALL
  (SELECT ${COLUMNS} FROM pool_depth_hour h
   WHERE h.pool_key = $1 AND h.hour >= $2::date AT TIME ZONE 'UTC' AND h.hour < ($3::date + 1) AT TIME ZONE 'UTC'
   ORDER BY h.hour)`;

/** The stored hours of a pool in a window, with the last one before it: a curve holds until it changes. */
export function depthHistory(reader: Reader, poolKey: number, { from, to }: Window): Promise<DepthHourRow[]> {
  return reader.rows<DepthHourRow>(SQL, [poolKey, from, to]);
}

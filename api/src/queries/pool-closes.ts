import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** A pool at the end of a day. */
export interface PoolCloseRow {
  poolKey: number;
  day: string;
  /** USD per whole stock token at the margin; null when not known. */
  closeUsd: string | null;
  /** Of the day's trades. */
  volumeUsd: string;
}

// A split moves the price of a share, not that of a token: a return is of the token.
const SQL = `
  SELECT p.key AS "poolKey", d.day::date AS day, c.mid_usd * coalesce(m.value, 1) AS "closeUsd",
         coalesce(v.usd, 0) AS "volumeUsd"
  FROM generate_series($1::date - 1, $2::date, interval '1 day') AS d (day)
  CROSS JOIN unnest($3::int[], $4::int[]) AS p (key, stock_key)
  LEFT JOIN LATERAL (
    SELECT h.mid_usd FROM pool_depth_hour h
    WHERE h.pool_key = p.key AND h.hour < (d.day::date + 1) AT TIME ZONE 'UTC' ORDER BY h.hour DESC LIMIT 1
  ) c ON true
  LEFT JOIN LATERAL (
    SELECT m.value FROM multiplier m JOIN token t ON t.key = m.token_key AND t.unit_rule = 'raw-stable'
    WHERE m.token_key = p.stock_key AND m.effective_time < (d.day::date + 1) AT TIME ZONE 'UTC'
      AND m.block_time < (d.day::date + 1) AT TIME ZONE 'UTC'
    ORDER BY greatest(m.effective_time, m.block_time) DESC, m.block DESC, m.tx_index DESC, m.multiplier_index DESC
    LIMIT 1
  ) m ON true
  LEFT JOIN LATERAL (
    SELECT sum(t.buy_usd + t.sell_usd) AS usd FROM trader_day t WHERE t.pool_key = p.key AND t.day = d.day::date
  ) v ON true
  ORDER BY p.key, d.day`;

/** Where pools stood at the end of every day of a window and of the day before it, and what they traded. */
export function poolCloses(
  reader: Reader,
  { from, to }: Window,
  pools: readonly { key: number; stockKey: number | null }[],
): Promise<PoolCloseRow[]> {
  return reader.rows<PoolCloseRow>(SQL, [from, to, pools.map(({ key }) => key), pools.map(({ stockKey }) => stockKey)]);
}

import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** Depth ±2 % of some pools together at the end of an hour. */
export interface DepthByHourRow {
  hour: Date;
  /** Both sides, USD, of the pools whose depth is known. */
  usd: string;
}

// A stored hour holds until the next one of its pool.
const SQL = `
  WITH own AS (
    SELECT h.pool_key, greatest(h.hour, $1::date AT TIME ZONE 'UTC') AS hour,
           h.ask_depth_usd[$4] + h.bid_depth_usd[$4] AS usd,
           lead(h.hour, 1, least(($2::date + 1) AT TIME ZONE 'UTC', $5::timestamptz))
             OVER (PARTITION BY h.pool_key ORDER BY h.hour) AS next
    FROM pool_depth_hour h
    WHERE h.pool_key = ANY ($3::int[]) AND h.hour < ($2::date + 1) AT TIME ZONE 'UTC'
      AND h.hour >= coalesce(
        (SELECT max(b.hour) FROM pool_depth_hour b
         WHERE b.pool_key = h.pool_key AND b.hour <= $1::date AT TIME ZONE 'UTC'), '-infinity')
  )
  SELECT g.hour, sum(own.usd) AS usd
  FROM own CROSS JOIN LATERAL generate_series(own.hour, own.next - interval '1 second', interval '1 hour') AS g (hour)
  WHERE own.usd IS NOT NULL
  GROUP BY g.hour`;

/**
 * Depth ±2 % of pools together by the hour, each around its own price; hours in which no depth is known are missing.
 * @param place of ±2 % in the stored arrays, from 1
 * @param until no hour after this instant
 */
export function depthByHour(
  reader: Reader,
  { from, to }: Window,
  poolKeys: readonly number[],
  place: number,
  until: Date,
): Promise<DepthByHourRow[]> {
  return reader.rows<DepthByHourRow>(SQL, [from, to, poolKeys, place, until.toISOString()]);
}

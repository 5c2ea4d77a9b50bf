import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** What some tokens did in a span of time that begins at `start`. */
export interface SpanRow {
  start: Date;
  trades: number;
  volumeUsd: string;
  volumeInTotalUsd: string;
}

const HOURS = `
  SELECT hour AS start, sum(trades)::int AS trades, sum(volume_usd) AS "volumeUsd",
         sum(volume_in_total_usd) AS "volumeInTotalUsd"
  FROM asset_hour
  WHERE hour >= $1::date AT TIME ZONE 'UTC' AND hour < ($2::date + 1) AT TIME ZONE 'UTC' AND token_key = ANY ($3::int[])
  GROUP BY hour`;

const HALVES = `
  SELECT date_bin('30 minutes', t.block_time, timestamptz 'epoch') AS start, count(*)::int AS trades,
         coalesce(sum(t.amount_usd), 0) AS "volumeUsd", coalesce(sum(t.in_total_usd), 0) AS "volumeInTotalUsd"
  FROM unnest($1::timestamptz[]) AS h (hour)
  JOIN trade t ON t.token_key = ANY ($2::int[]) AND t.block_time >= h.hour AND t.block_time < h.hour + interval '1 hour'
  WHERE t.net_raw <> 0
  GROUP BY 1`;

/** Sums of every hour of a window with a trade. */
export function hourlyStats(reader: Reader, { from, to }: Window, tokenKeys: readonly number[]): Promise<SpanRow[]> {
  return reader.rows<SpanRow>(HOURS, [from, to, tokenKeys]);
}

/** Sums of the half hours of the given hours: New York's exchange opens on the half hour. */
export function halfHourStats(
  reader: Reader,
  hours: readonly Date[],
  tokenKeys: readonly number[],
): Promise<SpanRow[]> {
  return reader.rows<SpanRow>(HALVES, [hours.map((hour) => hour.toISOString()), tokenKeys]);
}

const POOL_HOURS = `
  SELECT hour AS start, sum(trades)::int AS trades, sum(volume_usd) AS "volumeUsd", sum(volume_usd) AS "volumeInTotalUsd"
  FROM pool_hour
  WHERE hour >= $1::date AT TIME ZONE 'UTC' AND hour < ($2::date + 1) AT TIME ZONE 'UTC' AND pool_key = ANY ($3::int[])
  GROUP BY hour`;

const POOL_HALVES = `
  SELECT start, count(*)::int AS trades, coalesce(sum(usd), 0) AS "volumeUsd", coalesce(sum(usd), 0) AS "volumeInTotalUsd"
  FROM (
    SELECT date_bin('30 minutes', f.block_time, timestamptz 'epoch') AS start,
           abs(sum(CASE WHEN f.bought_token_key = s.token_key THEN f.amount_usd ELSE -f.amount_usd END)) AS usd
    FROM unnest($1::timestamptz[]) AS h (hour)
    CROSS JOIN unnest($2::int[], $3::int[]) AS s (pool_key, token_key)
    JOIN fill f ON f.pool_key = s.pool_key AND f.block_time >= h.hour AND f.block_time < h.hour + interval '1 hour'
    GROUP BY f.pool_key, 1, f.chain_key, f.block, f.tx_index, f.trader_key
    HAVING sum(CASE WHEN f.bought_token_key = s.token_key THEN f.bought_raw ELSE -f.sold_raw END) <> 0
  ) t
  GROUP BY start`;

/** Sums of every hour of a window in which some pools had a fill. */
export function poolHourlyStats(reader: Reader, { from, to }: Window, poolKeys: readonly number[]): Promise<SpanRow[]> {
  return reader.rows<SpanRow>(POOL_HOURS, [from, to, poolKeys]);
}

/** Sums of the half hours of the given hours, over some pools. */
export function poolHalfHourStats(
  reader: Reader,
  hours: readonly Date[],
  pools: readonly { poolKey: number; tokenKey: number }[],
): Promise<SpanRow[]> {
  const sides = [pools.map(({ poolKey }) => poolKey), pools.map(({ tokenKey }) => tokenKey)];
  return reader.rows<SpanRow>(POOL_HALVES, [hours.map((hour) => hour.toISOString()), ...sides]);
}

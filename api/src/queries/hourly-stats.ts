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

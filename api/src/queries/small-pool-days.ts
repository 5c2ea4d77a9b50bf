import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

export interface SmallPoolDayRow {
  poolKey: number;
  day: string;
}

const SQL = `
  SELECT p.key AS "poolKey", d.day::date AS day
  FROM generate_series($1::date, $2::date, interval '1 day') AS d (day)
  JOIN pool p ON p.key = ANY ($3::int[])
  JOIN chain c ON c.key = p.chain_key AND c.kind = 'evm'
  JOIN LATERAL (
    SELECT h.tvl_usd FROM pool_depth_hour h
    WHERE h.pool_key = p.key AND h.hour < (d.day::date + 1) AT TIME ZONE 'UTC' ORDER BY h.hour DESC LIMIT 1
  ) t ON t.tvl_usd < $4::numeric`;

/** Days at whose end an EVM pool is known to hold less than so much. */
export function smallPoolDays(
  reader: Reader,
  { from, to }: Window,
  poolKeys: readonly number[],
  leastUsd: string,
): Promise<SmallPoolDayRow[]> {
  return reader.rows<SmallPoolDayRow>(SQL, [from, to, poolKeys, leastUsd]);
}

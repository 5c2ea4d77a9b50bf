import type { Reader } from '../database.ts';

/** USD per share at a pool's margin at the end of an hour; it holds until the pool's next row. */
export interface PoolMidRow {
  poolKey: number;
  hour: Date;
  midUsd: string | null;
}

const SQL = `
  SELECT h.pool_key AS "poolKey", h.hour, h.mid_usd AS "midUsd"
  FROM unnest($1::int[]) AS p (key)
  CROSS JOIN LATERAL (
    (SELECT * FROM pool_depth_hour h WHERE h.pool_key = p.key AND h.hour < $2::timestamptz ORDER BY h.hour DESC LIMIT 1)
    UNION ALL
    (SELECT * FROM pool_depth_hour h
     WHERE h.pool_key = p.key AND h.hour >= $2::timestamptz AND h.hour < $3::timestamptz)
  ) h
  ORDER BY h.pool_key, h.hour`;

/** The stored hours of pools in [from, to), and of each the last one before. */
export function poolMids(reader: Reader, poolKeys: readonly number[], from: Date, to: Date): Promise<PoolMidRow[]> {
  return reader.rows<PoolMidRow>(SQL, [poolKeys, from.toISOString(), to.toISOString()]);
}

import type { Reader } from '../database.ts';

export interface MeanTvlRow {
  poolKey: number;
  /** null when its TVL is known at no moment. */
  meanUsd: string | null;
}

const SQL = `
  WITH points AS (
    SELECT pool_key, hour, tvl_usd FROM pool_depth_hour WHERE hour > $1::timestamptz AND hour < $2::timestamptz
    UNION ALL
    SELECT p.key, $1::timestamptz, d.tvl_usd
    FROM pool p
    JOIN LATERAL (
      SELECT h.tvl_usd FROM pool_depth_hour h
      WHERE h.pool_key = p.key AND h.hour <= $1::timestamptz ORDER BY h.hour DESC LIMIT 1
    ) d ON true
  ), spans AS (
    SELECT pool_key, tvl_usd,
           extract(epoch FROM lead(hour, 1, $2::timestamptz) OVER (PARTITION BY pool_key ORDER BY hour) - hour) AS seconds
    FROM points
  )
  SELECT pool_key AS "poolKey",
         trim_scale(round(sum(tvl_usd * seconds) / extract(epoch FROM $2::timestamptz - $1::timestamptz), 6)) AS "meanUsd"
  FROM spans GROUP BY pool_key`;

/**
 * Mean TVL of every pool between two instants: the stored points, each until the next. A pool counts nothing before its
 * birth and where its TVL is not known.
 */
export function meanTvls(reader: Reader, start: Date, end: Date): Promise<MeanTvlRow[]> {
  return reader.rows<MeanTvlRow>(SQL, [start.toISOString(), end.toISOString()]);
}

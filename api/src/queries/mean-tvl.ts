import type { Reader } from '../database.ts';

const SQL = `
  WITH points AS (
    SELECT pool_key, hour, tvl_usd FROM pool_depth_hour
    WHERE pool_key = ANY ($3::int[]) AND hour > $1::timestamptz AND hour < $2::timestamptz
    UNION ALL
    SELECT p.pool_key, $1::timestamptz, d.tvl_usd
    FROM unnest($3::int[]) AS p (pool_key)
    JOIN LATERAL (
      SELECT h.tvl_usd FROM pool_depth_hour h
      WHERE h.pool_key = p.pool_key AND h.hour <= $1::timestamptz ORDER BY h.hour DESC LIMIT 1
    ) d ON true
  ), spans AS (
    SELECT tvl_usd,
           extract(epoch FROM lead(hour, 1, $2::timestamptz) OVER (PARTITION BY pool_key ORDER BY hour) - hour) AS seconds
    FROM points
  )
  SELECT trim_scale(round(sum(tvl_usd * seconds) / nullif(extract(epoch FROM $2::timestamptz - $1::timestamptz), 0), 6)) AS mean
  FROM spans`;

/**
 * Mean TVL of some pools together between two instants, in USD: the stored points, each until the next. A pool counts
 * nothing before its birth and where its TVL is not known.
 * @returns null when no TVL is known at all
 */
export async function meanTvl(
  reader: Reader,
  start: Date,
  end: Date,
  poolKeys: readonly number[],
): Promise<string | null> {
  const values = [start.toISOString(), end.toISOString(), poolKeys];
  const [row] = await reader.rows<{ mean: string | null }>(SQL, values);
  return row?.mean ?? null;
}

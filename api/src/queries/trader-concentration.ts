import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** Sums that say how concentrated a whole is without naming its parts. */
export interface ConcentrationSums {
  parts: number;
  total: string;
  /** Σ part². */
  squares: string;
  /** The largest ten. */
  top: string[];
}

const SQL = `
  WITH t AS (
    SELECT sum(buy_usd + sell_usd) AS usd
    FROM trader_day
    WHERE day BETWEEN $1 AND $2 AND pool_key = ANY ($3::int[])
    GROUP BY trader_key
    HAVING sum(buy_usd + sell_usd) > 0
  )
  SELECT count(*)::int AS parts, coalesce(sum(usd), 0) AS total, coalesce(sum(usd * usd), 0) AS squares,
         coalesce((SELECT array_agg(usd::text) FROM (SELECT usd FROM t ORDER BY usd DESC LIMIT 10) l), '{}') AS top
  FROM t`;

/** Volume of the traders of some pools over a window. */
export async function traderConcentration(
  reader: Reader,
  { from, to }: Window,
  poolKeys: readonly number[],
): Promise<ConcentrationSums> {
  const [row] = await reader.rows<ConcentrationSums>(SQL, [from, to, poolKeys]);
  if (!row) throw new Error('an aggregate gave no row');
  return row;
}

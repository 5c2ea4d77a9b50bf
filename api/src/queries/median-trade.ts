import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** The two middle trades of a window, one and the same of an odd number; null without a priced trade. */
export interface MiddleTrades {
  lowerMedian: string | null;
  upperMedian: string | null;
}

const SQL = `
  SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY amount_usd) AS "lowerMedian",
         percentile_disc(0.5) WITHIN GROUP (ORDER BY amount_usd DESC) AS "upperMedian"
  FROM trade
  WHERE token_key = ANY ($3::int[]) AND net_raw <> 0 AND amount_usd IS NOT NULL
    AND block_time >= $1::date AT TIME ZONE 'UTC' AND block_time < ($2::date + 1) AT TIME ZONE 'UTC'`;

/** The middle of the priced trades of some tokens. */
export async function medianTrade(
  reader: Reader,
  { from, to }: Window,
  tokenKeys: readonly number[],
): Promise<MiddleTrades> {
  const [row] = await reader.rows<MiddleTrades>(SQL, [from, to, tokenKeys]);
  if (!row) throw new Error('an aggregate gave no row');
  return row;
}

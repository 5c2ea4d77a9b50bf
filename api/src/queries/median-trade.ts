import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** The two middle trades of a window, one and the same of an odd number; null without a priced trade. */
export interface MiddleTrades {
  lowerMedian: string | null;
  upperMedian: string | null;
}

const SQL = `
  SELECT s.scope, percentile_disc(0.5) WITHIN GROUP (ORDER BY t.amount_usd) AS "lowerMedian",
         percentile_disc(0.5) WITHIN GROUP (ORDER BY t.amount_usd DESC) AS "upperMedian"
  FROM unnest($3::int[], $4::int[]) AS s (scope, token_key)
  JOIN trade t ON t.token_key = s.token_key AND t.block_time >= $1::date AT TIME ZONE 'UTC'
    AND t.block_time < ($2::date + 1) AT TIME ZONE 'UTC'
  WHERE t.net_raw <> 0 AND t.amount_usd IS NOT NULL
  GROUP BY s.scope`;

/**
 * The middle of the priced trades of several scopes; scopes without one have no row.
 * @param scopes tokens of each; rows name a scope by its position
 */
export function medianTrades(
  reader: Reader,
  { from, to }: Window,
  scopes: readonly (readonly number[])[],
): Promise<(MiddleTrades & { scope: number })[]> {
  const pairs = scopes.flatMap((tokens, scope) => tokens.map((token) => [scope, token] as const));
  const values = [from, to, pairs.map(([scope]) => scope), pairs.map(([, token]) => token)];
  return reader.rows<MiddleTrades & { scope: number }>(SQL, values);
}

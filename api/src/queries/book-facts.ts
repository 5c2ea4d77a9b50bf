import type { Reader } from '../database.ts';
import type { CurveQuestion } from './curve-facts.ts';

/** What moved a liquidity book: a change of bins, with `lower` and `upper`, a fill, or what its account said. */
export interface BookFact {
  lower: number | null;
  upper: number | null;
  amount0: string | null;
  amount1: string | null;
  /** Minus the part of a position that was taken out, in basis points; 0 for a deposit. */
  delta: string | null;
  /** Key of the position's account. */
  owner: number | null;
  soldKey: number | null;
  soldRaw: string | null;
  boughtRaw: string | null;
  feeRaw: string | null;
  /** The active bin after the fill. */
  tick: number | null;
  /** Unix seconds of a fill or a change. */
  time: string | null;
  /** Of a change of bins as `changeTermsOf` takes them, of an account that was read as `termsOf` does. */
  terms: unknown;
}

const SQL = `
  SELECT position::int - 1 AS position, lower, upper, amount0_raw AS amount0, amount1_raw AS amount1, delta, owner,
         sold_token_key AS "soldKey", sold_raw AS "soldRaw", bought_raw AS "boughtRaw", fee_raw AS "feeRaw", tick, time, terms
  FROM unnest($1::int[], $2::timestamptz[]) WITH ORDINALITY AS q (pool_key, at, position)
  CROSS JOIN LATERAL (
    SELECT block, tx_index, change_index AS index, lower, upper, amount0_raw, amount1_raw, liquidity_delta AS delta,
           owner_key AS owner, NULL::int AS sold_token_key,
           NULL::numeric AS sold_raw, NULL::numeric AS bought_raw, NULL::numeric AS fee_raw, NULL::int AS tick,
           extract(epoch FROM l.block_time)::bigint AS time, terms
    FROM liquidity_change l WHERE l.pool_key = q.pool_key AND l.block_time <= q.at
    UNION ALL
    SELECT block, tx_index, fill_index, NULL, NULL, NULL, NULL, NULL, NULL, sold_token_key, sold_raw, bought_raw, fee_raw, tick_after,
           extract(epoch FROM f.block_time)::bigint, NULL
    FROM fill f WHERE f.pool_key = q.pool_key AND f.block_time <= q.at
    UNION ALL
    SELECT block, tx_index, state_index, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, tick, NULL, terms
    FROM pool_state s WHERE s.pool_key = q.pool_key AND s.block_time <= q.at AND s.terms IS NOT NULL
  ) AS facts
  ORDER BY position, block, tx_index, index`;

/** All facts of liquidity books up to an instant, in order, by the question that asks for them. */
export async function bookFacts(
  reader: Reader,
  asked: readonly CurveQuestion[],
): Promise<Map<CurveQuestion, BookFact[]>> {
  const found = new Map<CurveQuestion, BookFact[]>(asked.map((question) => [question, []]));
  if (asked.length === 0) return found;
  const [pools, instants] = [asked.map(({ poolKey }) => poolKey), asked.map(({ at }) => at.toISOString())];
  const rows = await reader.rows<BookFact & { position: number }>(SQL, [pools, instants]);
  for (const row of rows) found.get(asked[row.position] as CurveQuestion)?.push(row);
  return found;
}

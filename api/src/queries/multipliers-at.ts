import type { Reader } from '../database.ts';

export interface MultiplierQuestion {
  tokenKey: number;
  at: Date;
}

/** The announcement in force for a token at an instant. One that was replaced before its effective time never came into force. */
const inForce = (token: string, at: string): string => `
    SELECT m.value, greatest(m.effective_time, m.block_time) AS since FROM multiplier m
    WHERE m.token_key = ${token} AND m.effective_time <= ${at} AND m.block_time <= ${at}
      AND NOT EXISTS (
        SELECT FROM multiplier r
        WHERE r.token_key = m.token_key AND r.block_time < m.effective_time
          AND (r.block, r.tx_index, r.multiplier_index) > (m.block, m.tx_index, m.multiplier_index))
    ORDER BY greatest(m.effective_time, m.block_time) DESC, m.block DESC, m.tx_index DESC, m.multiplier_index DESC LIMIT 1`;

// What a wrapper showed at its last deposit goes on by what the wrapped token rebased since, and through its multiplier where
// it has one: core/src/wrapper-rate.ts says the same of facts in memory.
const SQL = `
  SELECT trim_scale(CASE b.unit_rule
           WHEN 'rebasing' THEN own.value * coalesce(now.value, 1) / coalesce(shown.value, 1)
           WHEN 'raw-stable' THEN own.value * coalesce(now.value, 1)
           ELSE own.value END)::text AS value
  FROM unnest($1::int[], $2::timestamptz[]) WITH ORDINALITY AS q (token_key, at, position)
  LEFT JOIN LATERAL (${inForce('q.token_key', 'q.at')}) own ON true
  LEFT JOIN token k ON k.key = q.token_key AND k.unit_rule = 'wrapper'
  LEFT JOIN token b ON b.key = k.wraps_key
  LEFT JOIN LATERAL (${inForce('b.key', 'q.at')}) now ON b.key IS NOT NULL
  LEFT JOIN LATERAL (${inForce('b.key', 'own.since')}) shown ON b.key IS NOT NULL
  ORDER BY q.position`;

/**
 * The unit multiplier of each token in force at each instant, of wrappers the rate to shares, in the order asked; null before
 * the first is seen.
 */
export async function multipliersAt(reader: Reader, asked: readonly MultiplierQuestion[]): Promise<(string | null)[]> {
  const values = [asked.map(({ tokenKey }) => tokenKey), asked.map(({ at }) => at.toISOString())];
  const rows = await reader.rows<{ value: string | null }>(SQL, values);
  return rows.map(({ value }) => value);
}

import type { Reader } from '../database.ts';

export interface MultiplierQuestion {
  tokenKey: number;
  at: Date;
}

// An update that was replaced before its effective time never came into force.
const SQL = `
  SELECT m.value
  FROM unnest($1::int[], $2::timestamptz[]) WITH ORDINALITY AS q (token_key, at, position)
  LEFT JOIN LATERAL (
    SELECT m.value FROM multiplier m
    WHERE m.token_key = q.token_key AND m.effective_time <= q.at AND m.block_time <= q.at
      AND NOT EXISTS (
        SELECT FROM multiplier r
        WHERE r.token_key = m.token_key AND r.block_time < m.effective_time
          AND (r.block, r.tx_index, r.multiplier_index) > (m.block, m.tx_index, m.multiplier_index))
    ORDER BY greatest(m.effective_time, m.block_time) DESC, m.block DESC, m.tx_index DESC, m.multiplier_index DESC LIMIT 1
  ) m ON true
  ORDER BY q.position`;

/** The unit multiplier of each token in force at each instant, in the order asked; null before the first is seen. */
export async function multipliersAt(reader: Reader, asked: readonly MultiplierQuestion[]): Promise<(string | null)[]> {
  const values = [asked.map(({ tokenKey }) => tokenKey), asked.map(({ at }) => at.toISOString())];
  const rows = await reader.rows<{ value: string | null }>(SQL, values);
  return rows.map(({ value }) => value);
}

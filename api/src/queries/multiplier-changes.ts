import type { Reader } from '../database.ts';

export interface MultiplierChangeRow {
  tokenKey: number;
  value: string;
  /** From when it was in force. */
  since: Date;
}

// An update that was replaced before its effective time never came into force.
const SQL = `
  SELECT m.token_key AS "tokenKey", m.value, greatest(m.effective_time, m.block_time) AS since
  FROM multiplier m
  WHERE m.token_key = ANY ($1::int[]) AND NOT EXISTS (
    SELECT FROM multiplier r
    WHERE r.token_key = m.token_key AND r.block_time < m.effective_time
      AND (r.block, r.tx_index, r.multiplier_index) > (m.block, m.tx_index, m.multiplier_index))
  ORDER BY m.token_key, since, m.block, m.tx_index, m.multiplier_index`;

/** Every multiplier that came or will come into force, per token in order; a later row of the same instant replaces. */
export function multiplierChanges(reader: Reader, tokenKeys: readonly number[]): Promise<MultiplierChangeRow[]> {
  return reader.rows<MultiplierChangeRow>(SQL, [tokenKeys]);
}

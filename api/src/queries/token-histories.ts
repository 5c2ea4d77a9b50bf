import type { Reader } from '../database.ts';

export interface TokenHistory {
  tokenKey: number;
  /** The first movement that was read; null when there is none. */
  firstMove: 'transfer' | 'mint' | 'burn' | null;
  /** What was read of the chain has a gap. */
  gap: boolean;
}

const SQL = `
  WITH range AS (
    SELECT chain_key, from_block,
           max(to_block) OVER (PARTITION BY chain_key ORDER BY from_block ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
    FROM coverage
  ), whole AS (
    SELECT chain_key, bool_or(from_block > reach + 1) AS gap FROM range GROUP BY chain_key
  )
  SELECT t.key AS "tokenKey", f.move AS "firstMove", coalesce(w.gap, false) AS gap
  FROM token t
  LEFT JOIN whole w ON w.chain_key = t.chain_key
  LEFT JOIN LATERAL (
    SELECT move FROM transfer WHERE token_key = t.key ORDER BY block_time, block, tx_index, transfer_index LIMIT 1
  ) f ON true
  WHERE t.key = ANY ($1::int[])`;

/** How the history of each token begins, and whether it can have holes. */
export function tokenHistories(reader: Reader, tokenKeys: readonly number[]): Promise<TokenHistory[]> {
  return reader.rows<TokenHistory>(SQL, [tokenKeys]);
}

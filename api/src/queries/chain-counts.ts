import type { Reader } from '../database.ts';

export interface ChainCountsRow {
  id: string;
  fills: string;
  failedTransactions: string;
}

const SQL = `
  SELECT c.id,
         (SELECT coalesce(sum(h.fills), 0) FROM pool_day h JOIN pool p ON p.key = h.pool_key
           WHERE p.chain_key = c.key)::text AS fills,
         (SELECT count(*) FROM transaction t WHERE t.chain_key = c.key AND t.failed)::text AS "failedTransactions"
  FROM chain c JOIN chain_status s ON s.chain_key = c.key`;

/** What was counted on each chain; reads much, so callers keep it for some seconds. */
export function chainCounts(reader: Reader): Promise<ChainCountsRow[]> {
  return reader.rows<ChainCountsRow>(SQL);
}

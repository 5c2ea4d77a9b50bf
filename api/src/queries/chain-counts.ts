import type { Reader } from '../database.ts';

export interface ChainCountsRow {
  id: string;
  fills: string;
  failedTransactions: string;
}

const SQL = `
  SELECT c.id, coalesce(f.fills, 0)::text AS fills,
         (SELECT count(*) FROM transaction t WHERE t.chain_key = c.key AND t.failed)::text AS "failedTransactions"
  FROM chain c
  JOIN chain_status s ON s.chain_key = c.key
  LEFT JOIN (
    SELECT p.chain_key, sum(own.fills) AS fills
    FROM (SELECT pool_key, sum(fills) AS fills FROM pool_day GROUP BY pool_key) AS own
    JOIN pool p ON p.key = own.pool_key GROUP BY p.chain_key
  ) f ON f.chain_key = c.key`;

/** What was counted on each chain; reads much, so callers keep it for some seconds. */
export function chainCounts(reader: Reader): Promise<ChainCountsRow[]> {
  return reader.rows<ChainCountsRow>(SQL);
}

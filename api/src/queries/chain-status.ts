import type { Reader } from '../database.ts';

export interface ChainStatusRow {
  id: string;
  name: string;
  indexedBlock: string;
  indexedTime: Date;
  finalizedBlock: string | null;
  lagSeconds: number | null;
  fills: string;
  failedTransactions: string;
  unrecognised: string;
}

const SQL = `
  SELECT c.id, c.name, s.indexed_block AS "indexedBlock", s.indexed_time AS "indexedTime",
         s.finalized_block AS "finalizedBlock",
         greatest(0, floor(extract(epoch FROM s.finalized_time - s.indexed_time)))::int AS "lagSeconds",
         s.unrecognised,
         (SELECT coalesce(sum(h.fills), 0) FROM pool_hour h JOIN pool p ON p.key = h.pool_key
           WHERE p.chain_key = c.key)::text AS fills,
         (SELECT count(*) FROM transaction t WHERE t.chain_key = c.key AND t.failed)::text AS "failedTransactions"
  FROM chain c JOIN chain_status s ON s.chain_key = c.key
  ORDER BY c.key`;

/** How far each chain is indexed, and what was counted on the way. */
export function chainStatus(reader: Reader): Promise<ChainStatusRow[]> {
  return reader.rows<ChainStatusRow>(SQL);
}

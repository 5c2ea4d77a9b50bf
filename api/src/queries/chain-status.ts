import type { Reader } from '../database.ts';

export interface ChainStatusRow {
  id: string;
  name: string;
  indexedBlock: string;
  indexedTime: Date;
  finalizedBlock: string | null;
  lagSeconds: number | null;
  unrecognised: string;
}

const SQL = `
  SELECT c.id, c.name, s.indexed_block AS "indexedBlock", s.indexed_time AS "indexedTime",
         s.finalized_block AS "finalizedBlock",
         greatest(0, floor(extract(epoch FROM s.finalized_time - s.indexed_time)))::int AS "lagSeconds",
         s.unrecognised
  FROM chain c JOIN chain_status s ON s.chain_key = c.key
  ORDER BY c.key`;

/** How far each chain is indexed. */
export function chainStatus(reader: Reader): Promise<ChainStatusRow[]> {
  return reader.rows<ChainStatusRow>(SQL);
}

import type { Reader } from '../database.ts';

/** A token at an unregistered address that takes a registered ticker, and the pool that was created for it. */
export interface ImpostorRow {
  chainKey: number;
  address: Buffer;
  pool: Buffer;
  dexKey: number;
  pairedWith: Buffer;
  symbol: string;
  name: string | null;
  block: string;
  blockTime: Date;
  txId: Buffer;
}

/** Where a page begins: after this row. */
export interface ImpostorPlace {
  blockTime: string;
  chainKey: number;
  address: string;
  pool: string;
}

// Row comparison follows the order by: newest first, then by key.
const SQL = `
  SELECT chain_key AS "chainKey", address, pool, dex_key AS "dexKey", paired_with AS "pairedWith", symbol, name, block,
         block_time AS "blockTime", tx_id AS "txId"
  FROM impostor
  WHERE ($1::smallint IS NULL OR chain_key = $1)
    AND ($2::timestamptz IS NULL OR (block_time, chain_key, address, pool) < ($2, $3::smallint, decode($4, 'hex'), decode($5, 'hex')))
  ORDER BY block_time DESC, chain_key DESC, address DESC, pool DESC
  LIMIT $6`;

/** A page of impostors, newest first. */
export function impostorRows(
  reader: Reader,
  chainKey: number | null,
  after: ImpostorPlace | null,
  limit: number,
): Promise<ImpostorRow[]> {
  const place = after ? [after.blockTime, after.chainKey, after.address, after.pool] : [null, null, null, null];
  return reader.rows<ImpostorRow>(SQL, [chainKey, ...place, limit]);
}

/** How many there are. */
export async function impostorCount(reader: Reader, chainKey: number | null): Promise<number> {
  const [row] = await reader.rows<{ count: number }>(
    'SELECT count(*)::int AS count FROM impostor WHERE $1::smallint IS NULL OR chain_key = $1',
    [chainKey],
  );
  return row?.count ?? 0;
}

import type { ChainId } from '@tokentape/core/facts/chain.ts';
import pg from 'pg';
import { chainKeyOf } from './catalogue.ts';
import { StoreError } from './store-error.ts';

/**
 * Refuses to go on when the checkpoint of a chain and its data do not belong together, as after restoring one without the
 * other: reading on would leave a hole, or write over what is there.
 * @returns the last block that was read; -1 before the first, and after a rewind
 * @throws StoreError CHECKPOINT_MISMATCH; nothing is changed
 */
export async function checkCheckpoint(databaseUrl: string, chain: ChainId): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const checkpoint = await checkpointOf(client, chain);
    const { rows } = await client.query<{ block: string }>(
      'SELECT indexed_block AS block FROM chain_status WHERE chain_key = $1',
      [chainKeyOf(chain)],
    );
    const stored = rows[0] ? Number(rows[0].block) : -1;
    if (checkpoint === stored) return checkpoint;
    const which = checkpoint < stored ? 'older' : 'newer';
    throw new StoreError(
      'CHECKPOINT_MISMATCH',
      `The checkpoint of ${chain} (block ${checkpoint}) is ${which} than its data (block ${stored}). The database was changed by hand or restored in part; restore the whole of it, or index into a new database.`,
    );
  } finally {
    await client.end();
  }
}

async function checkpointOf(client: pg.Client, chain: ChainId): Promise<number> {
  const table = `${client.escapeIdentifier(`squid_${chain}`)}.status`;
  const { rows } = await client.query<{ present: boolean }>('SELECT to_regclass($1) IS NOT NULL AS present', [table]);
  if (!rows[0]?.present) return -1;
  const status = await client.query<{ height: number }>(`SELECT height FROM ${table} WHERE id = 0`);
  return status.rows[0]?.height ?? -1;
}

import type { ChainId } from '@tokentape/core/facts/chain.ts';
import pg from 'pg';

/** Records that a chain is indexed, before its first batch: until it has caught up, no day counts as finished. */
export async function markFollowed(databaseUrl: string, chain: ChainId): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('UPDATE chain SET followed = true WHERE id = $1 AND NOT followed', [chain]);
  } finally {
    await client.end();
  }
}

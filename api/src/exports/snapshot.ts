import type { Pool, PoolClient } from 'pg';

/** Runs a read in one snapshot: whatever is indexed meanwhile, every statement sees the same moment. */
export async function inSnapshot<T>(pool: Pool, read: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failure: unknown;
  try {
    await client.query("SET TIME ZONE 'UTC'");
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await read(client);
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    // A connection whose stream broke off is in an unknown state.
    if (failure === undefined) await client.query('COMMIT');
    client.release(failure instanceof Error ? failure : undefined);
  }
}

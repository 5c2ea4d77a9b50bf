import type { Pool } from 'pg';

/** Any constant will do: whoever publishes holds it. */
const EXPORT_LOCK = 7_150_002;

/** Runs one publisher at a time over all processes, so that two never write the same manifest. */
export async function exclusively<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    // The login gives up a lock after seconds; another publisher may take minutes.
    await client.query('SET lock_timeout TO 0');
    await client.query('SELECT pg_advisory_lock($1)', [EXPORT_LOCK]);
    try {
      return await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [EXPORT_LOCK]);
      await client.query('RESET lock_timeout');
    }
  } finally {
    client.release();
  }
}

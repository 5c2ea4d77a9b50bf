import pg from 'pg';

/** One for the lock, one for the snapshot, one for records, two for the queue. */
const CONNECTIONS = 5;

/** Opens the exporter's connections. One that breaks while idle is replaced; it must not end the process. */
export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, application_name: 'tokentape-exports' });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

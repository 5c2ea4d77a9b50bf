import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { StoreError } from './store-error.ts';

export const migrationsFolder = fileURLToPath(new URL('../../../db/migrations', import.meta.url));

// Any constant will do; it keeps two processes that start together from migrating at once.
const MIGRATION_LOCK = 7_150_001;

/**
 * Brings the database to the schema of this code: every pending migration in a transaction of its own.
 * @param folder where the migrations lie; another one is given by tests only
 * @returns the names of the migrations that were applied now
 * @throws StoreError SCHEMA_NEWER when the database has migrations that this code does not know
 */
export async function migrate(databaseUrl: string, folder: string = migrationsFolder): Promise<string[]> {
  const lock = new pg.Client({ connectionString: databaseUrl });
  await lock.connect();
  const source = new DataSource({ type: 'postgres', url: databaseUrl, migrations: [`${folder}/*.js`], logging: false });
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.initialize();
    await refuseNewerSchema(source);
    const applied = await source.runMigrations({ transaction: 'each' });
    return applied.map((migration) => migration.name);
  } finally {
    if (source.isInitialized) await source.destroy();
    await lock.end();
  }
}

async function refuseNewerSchema(source: DataSource): Promise<void> {
  const known = new Set(source.migrations.map((migration) => migration.name));
  const [found] = await source.query("SELECT to_regclass('public.migrations') IS NOT NULL AS present");
  if (!found.present) return;
  const executed: { name: string }[] = await source.query('SELECT name FROM public.migrations ORDER BY timestamp');
  const unknown = executed.map((row) => row.name).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new StoreError(
    'SCHEMA_NEWER',
    `The database was made by a newer version of Tokentape (it has ${unknown.join(', ')}). Update the code, or use another database.`,
  );
}

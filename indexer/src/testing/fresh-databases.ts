import pg from 'pg';
import { migrate } from '../store/migrate.ts';
import { type DataOrigin, seedRegistry } from '../store/seed-registry.ts';
import { startTestPostgres } from './postgres.ts';

export interface FreshDatabases {
  /** URL of a new database with schema and registry, and whatever `fill` wrote. */
  create(): Promise<string>;
  query(url: string, sql: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/**
 * One real PostgreSQL that gives each test a database of its own.
 * @param fill writes once what every new database begins with
 */
export async function startFreshDatabases(
  origin: DataOrigin = { simulated: false, label: 'a test' },
  fill: (url: string) => Promise<void> = async () => {},
): Promise<FreshDatabases> {
  const postgres = await startTestPostgres();
  await migrate(postgres.url);
  await seedRegistry(postgres.url, origin);
  await fill(postgres.url);
  const named = (name: string) => postgres.url.replace(/tokentape$/, name);
  let count = 0;
  return {
    async create() {
      count += 1;
      await query(named('postgres'), `CREATE DATABASE fresh_${count} TEMPLATE tokentape`);
      return named(`fresh_${count}`);
    },
    query,
    stop: () => postgres.stop(),
  };
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

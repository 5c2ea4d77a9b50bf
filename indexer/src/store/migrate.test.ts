import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { ensureLogin } from './ensure-login.ts';
import { migrate, migrationsFolder } from './migrate.ts';

let postgres: TestPostgres;
let folder: string;

async function withClient<T>(url: string, ask: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  postgres = await startTestPostgres();
  folder = await mkdtemp(join(tmpdir(), 'tokentape-migrations-'));
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

const migration = (name: string, body: string): string =>
  `exports.${name} = class ${name} { name = '${name}'; async up(db) { ${body} } async down() {} };`;

describe('migrate', () => {
  it('applies everything once, also when two processes start together', async () => {
    const applied = (await Promise.all([migrate(postgres.url), migrate(postgres.url)])).flat();
    expect(applied).toEqual(['Tables1751241600000', 'Roles1751241600001', 'AtomicTrips1764374400000']);
    expect(await migrate(postgres.url)).toEqual([]);
  });

  it('F33: rolls a migration back that fails half way, and leaves the earlier ones', async () => {
    await cp(migrationsFolder, folder, { recursive: true });
    const name = 'Half1999999999998';
    await writeFile(
      join(folder, '1999999999998-half.js'),
      migration(name, "await db.query('CREATE TABLE half (a int)'); await db.query('SELECT 1/0');"),
    );
    await expect(migrate(postgres.url, folder)).rejects.toThrow('division by zero');
    const left = await withClient(postgres.url, (db) => db.query("SELECT to_regclass('half') AS half"));
    expect(left.rows[0].half).toBeNull();
    await rm(join(folder, '1999999999998-half.js'));
  });

  it('F33: refuses a database that a newer version made', async () => {
    await writeFile(
      join(folder, '1999999999999-later.js'),
      migration('Later1999999999999', "await db.query('SELECT 1');"),
    );
    expect(await migrate(postgres.url, folder)).toEqual(['Later1999999999999']);
    await expect(migrate(postgres.url)).rejects.toMatchObject({
      code: 'SCHEMA_NEWER',
      message: expect.stringContaining('Later1999999999999'),
    });
  });
});

describe('the login of the API', () => {
  const refused = async (url: string, sql: string): Promise<string> =>
    withClient(url, async (db) => {
      await db.query('SET default_transaction_read_only = off');
      return db.query(sql).then(
        () => 'allowed',
        (error: pg.DatabaseError) => error.code ?? 'no code',
      );
    });

  it('S16: reads, and is refused everything else by its grants even with the read-only flag off', async () => {
    const url = await ensureLogin(postgres.url, 'tokentape_reader', 'api-test', "pass'word");
    await withClient(postgres.url, (db) =>
      db.query('CREATE SCHEMA squid_base; CREATE TABLE squid_base.status (id int)'),
    );
    expect((await withClient(url, (db) => db.query('SELECT count(*) FROM fill'))).rows).toEqual([{ count: '0' }]);
    const denied = '42501';
    expect(await refused(url, "INSERT INTO data_origin VALUES (true, true, 'x')")).toBe(denied);
    expect(await refused(url, 'CREATE TABLE public.mine (a int)')).toBe(denied);
    expect(await refused(url, 'CREATE TEMP TABLE mine (a int)')).toBe(denied);
    expect(await refused(url, 'CREATE SCHEMA mine')).toBe(denied);
    expect(await refused(url, "COPY fill TO '/tmp/fill'")).toBe(denied);
    expect(await refused(url, "SELECT pg_read_file('/etc/passwd')")).toBe(denied);
    expect(await refused(url, "SELECT lo_from_bytea(0, 'x')")).toBe(denied);
    expect(await refused(url, 'SELECT * FROM squid_base.status')).toBe(denied);
    expect(await refused(url, 'SELECT * FROM migrations')).toBe(denied);
    expect(await refused(url, 'DELETE FROM export_file')).toBe(denied);
  });

  it('has the limits of a public reader, and takes a new password', async () => {
    await ensureLogin(postgres.url, 'tokentape_reader', 'api-test', 'first');
    const url = await ensureLogin(postgres.url, 'tokentape_reader', 'api-test', 'second');
    const shown = await withClient(url, async (db) => {
      const names = ['statement_timeout', 'idle_in_transaction_session_timeout', 'lock_timeout'];
      names.push(
        'default_transaction_read_only',
        'max_parallel_workers_per_gather',
        'client_connection_check_interval',
      );
      const { rows } = await db.query('SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name', [
        names,
      ]);
      return rows.map((row) => row.value);
    });
    expect(shown).toEqual(['4s', '5s', '1s', 'on', '0', '1s']);
    const limit = await withClient(postgres.url, (db) =>
      db.query("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'api-test'"),
    );
    expect(limit.rows).toEqual([{ rolconnlimit: 20 }]);
  });

  it('lets the exporter write its record and nothing else', async () => {
    const url = await ensureLogin(postgres.url, 'tokentape_exporter', 'export-test', 'secret');
    expect(
      await refused(url, "INSERT INTO export_file VALUES ('d', '2025-07-01', 1, 'p', 0, 0, 's', now(), null)"),
    ).toBe('allowed');
    expect(await refused(url, 'DELETE FROM fill')).toBe('42501');
  });
});

import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDatabase } from './database.ts';
import { assertReadOnlyLogin } from './read-only-login.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ REQUESTS_PER_MINUTE: 20, TRUSTED_PROXIES: 1, DATABASE_CONNECTIONS: 2 });
});
afterAll(() => api.stop());

const from = (address: string) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
  body: JSON.stringify({ query: '{ __typename }' }),
});

describe('S16 the login of the API can only read', () => {
  const attempts = [
    "INSERT INTO issuer VALUES ('x', 'x', 'live')",
    'UPDATE fill SET amount_usd = 1',
    'DELETE FROM fill',
    'TRUNCATE fill',
    'CREATE TABLE mine (x int)',
    'CREATE SCHEMA mine',
    'CREATE TEMP TABLE mine (x int)',
    "COPY fill TO '/tmp/fill.csv'",
    "COPY fill FROM PROGRAM 'true'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    'SELECT rolpassword FROM pg_authid',
  ];

  test.each(attempts)('%s is denied although the read-only flag is off', async (statement) => {
    const client = new Client({ connectionString: api.database.readerUrl });
    await client.connect();
    try {
      await client.query('SET default_transaction_read_only = off');
      await expect(client.query(statement)).rejects.toThrow(/permission denied|must be|only roles/);
    } finally {
      await client.end();
    }
  });

  test('the server refuses to start on a login that can write', async () => {
    const owner = openDatabase(api.database.ownerUrl, 1);
    const exporter = openDatabase(api.database.exporterUrl, 1);
    const reader = openDatabase(api.database.readerUrl, 1);
    try {
      await expect(assertReadOnlyLogin(owner.reader())).rejects.toThrow(/is a superuser/);
      await expect(assertReadOnlyLogin(exporter.reader())).rejects.toThrow(/may write export_file/);
      await expect(assertReadOnlyLogin(reader.reader())).resolves.toBeUndefined();
    } finally {
      await Promise.all([owner.close(), exporter.close(), reader.close()]);
    }
  });
});

describe('S22 the rate is limited per address', () => {
  test('invented entries of X-Forwarded-For and addresses of one /64 count as one client', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 25; index += 1) {
      const { status, headers } = await api.send('/graphql', from(`10.0.0.${index}, 2001:db8:1:2::${index + 1}`));
      statuses.push(status);
      if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.slice(20)).toEqual([429, 429, 429, 429, 429]);
    expect((await api.send('/graphql', from('2001:db8:1:3::1'))).status).toBe(200);
  });

  test('/health is served to all', async () => {
    for (let index = 0; index < 30; index += 1) expect((await api.send('/health')).status).toBe(200);
  });
});

describe('statements that take too long', () => {
  const backends = async (text: string) => {
    const sql = "SELECT count(*)::int AS count FROM pg_stat_activity WHERE state = 'active' AND query = $1";
    return (await api.database.owner.query(sql, [text])).rows[0].count;
  };

  test('S20 an aborted question frees its back end at once', async () => {
    const gone = new AbortController();
    const sleep = 'SELECT pg_sleep(3.5)';
    const asked = api.server.database.reader(gone.signal).rows(sleep);
    const refused = expect(asked).rejects.toThrow(/canceling|cancel/);
    await new Promise((later) => setTimeout(later, 300));
    expect(await backends(sleep)).toBe(1);
    const aborted = performance.now();
    gone.abort();
    await refused;
    expect(performance.now() - aborted).toBeLessThan(1_500);
    await vi.waitFor(async () => expect(await backends(sleep)).toBe(0), { timeout: 2_000 });
    expect(await api.server.database.reader().rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('S21 the queue is bounded: what comes after it is shed with 503', async () => {
    const reader = api.server.database.reader();
    const asked = Array.from({ length: 80 }, () =>
      reader.rows('SELECT pg_sleep(0.02)').then(
        () => 'ok',
        (e) => e.code,
      ),
    );
    const outcomes = await Promise.all(asked);
    expect(outcomes.filter((outcome) => outcome === 'OVERLOADED').length).toBeGreaterThan(0);
    expect(outcomes.filter((outcome) => outcome === 'ok').length).toBeGreaterThanOrEqual(64);
    const client = new Client({ connectionString: api.database.ownerUrl });
    await client.connect();
    await client.end();
  });
});

test('a connection that breaks in the middle of a statement is a 503, and the next question is answered', async () => {
  const database = openDatabase(api.database.readerUrl, 2);
  const asked = database
    .reader()
    .rows('SELECT pg_sleep(3)')
    .then(
      () => 'answered',
      (error: { code: string }) => error.code,
    );
  await vi.waitUntil(async () => {
    const { rowCount } = await api.database.owner.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader' AND query LIKE '%pg_sleep(3)%' AND pid <> pg_backend_pid()",
    );
    return rowCount === 1;
  });
  expect(await asked).toBe('DATABASE_UNAVAILABLE');
  expect(await database.reader().rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await database.close();
});

test('S18 without a database /ready says one word, /health stays, and no answer names the host', async () => {
  await api.database.owner.query("ALTER ROLE reader PASSWORD 'another'");
  await api.database.owner.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader' AND pid <> pg_backend_pid()",
  );
  // Ending a back end takes a moment, in which it would still answer.
  const alive = "SELECT count(*)::int AS count FROM pg_stat_activity WHERE usename = 'reader'";
  await vi.waitUntil(async () => (await api.database.owner.query(alive)).rows[0].count === 0, { timeout: 10_000 });
  const ready = await api.send('/ready', { headers: { 'x-forwarded-for': '10.9.9.9' } });
  expect([ready.status, ready.text]).toEqual([503, 'unavailable']);
  expect((await api.send('/health')).text).toBe('ok');
  const query = await api.send('/graphql', {
    ...from('10.9.9.8'),
    body: JSON.stringify({ query: '{ status { label } }' }),
  });
  expect(query.body.errors[0].extensions.code).toBe('DATABASE_UNAVAILABLE');
  expect(query.status).toBe(503);
  expect(query.text).not.toMatch(/127\.0\.0\.1|reader|password|ECONN/);
});

import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { WASH_RULES } from '@tokentape/core/metrics/wash/rules.ts';
import { parse } from 'csv-parse/sync';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';
import { dailyPerTicker } from './daily-per-ticker.ts';
import { datasets } from './datasets.ts';
import { fills } from './fills.ts';
import { openPool } from './open-pool.ts';
import { type PublishOptions, publish } from './publish.ts';
import { reconcile } from './reconcile.ts';

let folder: string;
let api: TestApi;
let pool: pg.Pool;
let options: Omit<PublishOptions, 'dataset' | 'day'>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokentape-exports-'));
  api = await startTestApi({ EXPORTS_DIR: folder });
  pool = openPool(api.database.exporterUrl);
  options = { pool, exportsDir: folder, codeVersion: 'test', freeBytes: 0 };
});
afterAll(async () => {
  await pool.end();
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

const owner = (sql: string, values: unknown[] = []) => api.database.owner.query(sql, values);
const run = (dataset: string, day: string) =>
  publish({ ...options, dataset: datasets.find(({ id }) => id === dataset) ?? fills, day });
const read = async (path: string) => gunzipSync(await readFile(join(folder, path))).toString('utf8');
const records = (text: string) => parse(text, { columns: true }) as Record<string, string>[];
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

beforeEach(async () => {
  await owner('DELETE FROM export_file');
});
afterEach(async () => {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
});

test('C16 a day of figures per ticker equals the API and the rollups', async () => {
  const { entry, path, outcome } = await run('daily-per-ticker', '2025-07-01');
  expect([outcome, path]).toEqual(['published', '2025-07-01/daily-per-ticker.v1.csv.gz']);
  const text = await read(path);
  expect(text.split('\r\n')).toHaveLength(4);
  expect(records(text)).toEqual([
    {
      day: '2025-07-01',
      ticker: 'xstocks:SPYx',
      symbol: 'SPYx',
      underlying: 'SPY',
      issuer: 'xstocks',
      volume_usd: '455',
      volume_in_total_usd: '455',
      adjusted_volume_usd: '455',
      wash_rule_set: WASH_RULES.version,
      buy_usd: '455',
      sell_usd: '0',
      trades: '1',
      fills: '1',
      transactions: '1',
      passthroughs: '0',
      buys: '1',
      sells: '0',
      unpriced_trades: '0',
      traders: '1',
      new_traders: '1',
    },
    expect.objectContaining({
      ticker: 'xstocks:TSLAx',
      volume_usd: '1581',
      volume_in_total_usd: '1126',
      trades: '3',
      fills: '5',
      passthroughs: '1',
      traders: '3',
      new_traders: '2',
    }),
  ]);
  expect(entry.plainSha256).toBe(sha256(text));
  const { body } = await api.ask('{ daily(from: "2025-07-01", to: "2025-07-01") { volumeUsd trades } }');
  expect(body.data.daily).toEqual([{ volumeUsd: String(455 + 1126), trades: 4 }]);
});

test('the adjusted volume of a file is what the API answers for that day', async () => {
  await owner(
    `INSERT INTO fill (chain_key, block, tx_index, fill_index, block_time, pool_key, trader_key, sold_token_key, sold_raw,
                       bought_token_key, bought_raw, amount_usd, price_source)
     SELECT 1, 350, 1, n, '2025-07-01T10:30:00Z', 1, 1, 4, 1, 1, 1, 10, 'stable' FROM generate_series(0, 1) n`,
  );
  await owner(
    `UPDATE trader_day SET buys = 5, sells = 6, buy_usd = '220' WHERE pool_key = 1 AND trader_key = 1 AND day = '2025-07-01'`,
  );
  try {
    const { path } = await run('daily-per-ticker', '2025-07-01');
    const row = records(await read(path)).find(({ ticker }) => ticker === 'xstocks:TSLAx');
    const { body } = await api.ask(
      '{ totals(asset: "xstocks:TSLAx", from: "2025-07-01", to: "2025-07-01") { volumeUsd adjustedVolumeUsd } }',
    );
    expect(body.data.totals).toEqual({ volumeUsd: row?.volume_usd, adjustedVolumeUsd: row?.adjusted_volume_usd });
    expect(row?.adjusted_volume_usd).toBe('1355');
  } finally {
    await owner('DELETE FROM fill WHERE block = 350');
    await owner(
      `UPDATE trader_day SET buys = 0, sells = 1, buy_usd = 0 WHERE pool_key = 1 AND trader_key = 1 AND day = '2025-07-01'`,
    );
  }
});

test('the manifest says what the file is, and the API lists and serves it', async () => {
  const { entry } = await run('fills', '2025-06-30');
  const manifest = JSON.parse(await readFile(join(folder, '2025-06-30/manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ schemaVersion: 1, day: '2025-06-30', files: [entry] });
  expect(entry).toMatchObject({
    dataset: 'fills',
    version: 1,
    rows: 2,
    simulated: true,
    label: 'simulated, made by hand',
    codeVersion: 'test',
    previousVersion: null,
    reason: null,
    asOf: [
      { chain: 'arbitrum', block: '900', time: '2025-07-02T23:59:00Z', finalizedBlock: '900' },
      { chain: 'solana', block: '1000', time: '2025-07-03T00:00:00Z', finalizedBlock: '1010' },
    ],
  });
  const { body } = await api.ask('{ exports { dataset day version path rows bytes sha256 simulated } }');
  expect(body.data.exports).toEqual([
    {
      dataset: 'fills',
      day: '2025-06-30',
      version: 1,
      path: '2025-06-30/fills.v1.csv.gz',
      rows: '2',
      bytes: String(entry.bytes),
      sha256: entry.sha256,
      simulated: true,
    },
  ]);
  const served = await fetch(`${api.url}/exports/2025-06-30/fills.v1.csv.gz`);
  expect(served.headers.get('content-type')).toBe('application/gzip');
  expect(sha256(Buffer.from(await served.arrayBuffer()))).toBe(entry.sha256);
  expect((await api.send('/exports/2025-06-30/manifest.json')).body.day).toBe('2025-06-30');
  await writeFile(join(folder, '2025-06-30/notes.txt'), 'not published');
  expect((await api.send('/exports/2025-06-30/notes.txt')).status).toBe(404);
});

test('fills carry exact amounts, shares by the multiplier of their time, and unknown as empty', async () => {
  const { path } = await run('fills', '2025-07-02');
  expect(records(await read(path))).toEqual([
    expect.objectContaining({
      chain: 'solana',
      ticker: 'xstocks:TSLAx',
      side: 'BUY',
      bought_raw: '100000000',
      shares: '2',
      amount_usd: '',
      unpriced_reason: 'depeg',
      block_time: '2025-07-02T09:00:00Z',
    }),
  ]);
  const first = await run('fills', '2025-07-01');
  expect(records(await read(first.path))).toHaveLength(5);
});

test('C04 the same data gives the same bytes, and nothing new is published', async () => {
  const first = await run('fills', '2025-07-01');
  const bytes = await readFile(join(folder, first.path));
  const again = await run('fills', '2025-07-01');
  expect(again).toMatchObject({ outcome: 'unchanged', path: first.path });
  await rm(join(folder, '2025-07-01'), { recursive: true });
  const anew = await run('fills', '2025-07-01');
  expect(anew.outcome).toBe('published');
  expect(await readFile(join(folder, anew.path))).toEqual(bytes);
});

test('C02 a file that was cut comes back byte for byte', async () => {
  const { path, entry } = await run('fills', '2025-07-01');
  await truncate(join(folder, path), 10);
  await reconcile({ ...options, recheckDays: 0 });
  expect(sha256(await readFile(join(folder, path)))).toBe(entry.sha256);
});

test('C03 two publishers at once make one version', async () => {
  const both = await Promise.all([run('fills', '2025-07-01'), run('fills', '2025-07-01')]);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['published', 'unchanged']);
  expect((await readdir(join(folder, '2025-07-01'))).sort()).toEqual(['fills.v1.csv.gz', 'manifest.json']);
});

test('C05 repaired data becomes version 2 with a reason; version 1 stays', async () => {
  const first = await run('fills', '2025-06-30');
  await owner('UPDATE fill SET amount_usd = 20.5 WHERE block = 100');
  try {
    const again = await run('fills', '2025-06-30');
    expect(again).toMatchObject({ outcome: 'restated', path: '2025-06-30/fills.v2.csv.gz' });
    expect(again.entry).toMatchObject({ previousVersion: 1, reason: expect.stringMatching(/changed/) });
    expect(await read(first.path)).not.toBe(await read(again.path));
    const { rows } = await owner('SELECT version, reason IS NULL AS first FROM export_file ORDER BY version');
    expect(rows).toEqual([
      { version: 1, first: true },
      { version: 2, first: false },
    ]);
  } finally {
    await owner('UPDATE fill SET amount_usd = 20 WHERE block = 100');
  }
});

test('C06 missed days are published in order, once', async () => {
  // Arbitrum stands at 23:59 of the second of July: that day is not finished on every chain.
  await owner("UPDATE coverage SET to_time = '2025-07-02T23:59:00Z' WHERE chain_key = 2");
  try {
    const days = (await reconcile({ ...options, recheckDays: 0 })).map(({ path }) => path);
    expect(days).toEqual([
      '2025-06-30/daily-per-ticker.v1.csv.gz',
      '2025-06-30/fills.v1.csv.gz',
      '2025-06-30/liquidity-hourly.v1.csv.gz',
      '2025-06-30/market-quality-daily.v1.csv.gz',
      '2025-06-30/holders-daily.v1.csv.gz',
      '2025-06-30/primary-orders.v1.csv.gz',
      '2025-07-01/daily-per-ticker.v1.csv.gz',
      '2025-07-01/fills.v1.csv.gz',
      '2025-07-01/liquidity-hourly.v1.csv.gz',
      '2025-07-01/market-quality-daily.v1.csv.gz',
      '2025-07-01/holders-daily.v1.csv.gz',
      '2025-07-01/primary-orders.v1.csv.gz',
    ]);
    expect(await reconcile({ ...options, recheckDays: 0 })).toEqual([]);
    expect(await reconcile({ ...options, recheckDays: 7 })).toEqual([]);
    await rm(join(folder, '2025-06-30/fills.v1.csv.gz'));
    await reconcile({ ...options, recheckDays: 0 });
    expect(await readdir(join(folder, '2025-06-30'))).toContain('fills.v1.csv.gz');
  } finally {
    await owner("UPDATE coverage SET to_time = '2025-07-03T00:00:00Z' WHERE chain_key = 2");
  }
});

describe('C11 a day is refused', () => {
  test('that indexing has not passed', async () => {
    await expect(run('fills', '2025-07-03')).rejects.toThrow(/DAY|not finished/);
    expect(await readdir(join(folder, '2025-07-03'))).toEqual([]);
  });

  test('with a gap in the coverage', async () => {
    await owner("INSERT INTO coverage VALUES (1, 'rpc', 2000, 2100, '2025-07-03T01:00:00Z')");
    await owner("UPDATE coverage SET to_time = '2025-07-01T18:00:00Z' WHERE chain_key = 1 AND from_block = 1");
    try {
      await expect(run('fills', '2025-07-01')).rejects.toThrow(/blocks of solana are missing after 2025-07-01T18/);
      expect((await run('fills', '2025-06-30')).outcome).toBe('published');
    } finally {
      await owner('DELETE FROM coverage WHERE from_block = 2000');
      await owner("UPDATE coverage SET to_time = '2025-07-03T00:00:00Z' WHERE chain_key = 1");
    }
  });

  test('while an invariant does not hold', async () => {
    await owner("INSERT INTO audit_result VALUES ('Q10', 1, now(), false, 'a gap')");
    try {
      await expect(run('fills', '2025-07-01')).rejects.toThrow(/invariant Q10/);
    } finally {
      await owner('DELETE FROM audit_result');
    }
  });

  test('in a folder with files of other data', async () => {
    await run('fills', '2025-07-01');
    await owner("UPDATE data_origin SET simulated = false, label = 'live'");
    try {
      await expect(run('fills', '2025-07-01')).rejects.toThrow(/files of other data/);
    } finally {
      await owner("UPDATE data_origin SET simulated = true, label = 'simulated, made by hand'");
    }
  });
});

test('C12 a day without a fill has a header and no rows', async () => {
  await owner("UPDATE fill SET block_time = block_time + interval '10 days' WHERE block = 700");
  try {
    const { entry, path } = await run('fills', '2025-07-02');
    expect(entry.rows).toBe(0);
    expect(await read(path)).toBe(`${fills.columns.map(({ name }) => name).join(',')}\r\n`);
  } finally {
    await owner("UPDATE fill SET block_time = block_time - interval '10 days' WHERE block = 700");
  }
});

test('C09 and C10 hostile symbols stay text, and an independent parser reads every field back', async () => {
  const hostile = ['=1+1', '+cmd', '-2', '@SUM(A1)', '＝1', '\u200b=1', '\t=1', 'a"b,c', 'a\r\nb', '<img src=x>'];
  for (const symbol of hostile) {
    await owner('UPDATE asset SET symbol = $1, underlying = $2 WHERE key = 1', [symbol, `"${symbol}`]);
    const { path } = await publish({ ...options, dataset: dailyPerTicker, day: '2025-07-01' });
    const row = records(await read(path)).find(({ ticker }) => ticker === 'xstocks:TSLAx');
    expect(row?.symbol, symbol).toMatch(/^('[=+\-@＝]|[a<])/);
    expect(row?.symbol).not.toMatch(/[\r\n\t\u200b]/);
    expect(row?.volume_usd).toBe('1581');
  }
  await owner("UPDATE asset SET symbol = 'TSLAx', underlying = 'TSLA' WHERE key = 1");
});

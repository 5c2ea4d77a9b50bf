import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressOf } from '../catalogue.ts';
import { insertRows } from '../testing/insert-rows.ts';
import { POOL } from '../testing/market.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';
import type { Dataset } from './dataset.ts';
import { liquidityHourly } from './liquidity-hourly.ts';
import { marketQualityDaily } from './market-quality-daily.ts';
import { openPool } from './open-pool.ts';
import { publish } from './publish.ts';

let folder: string;
let api: TestApi;
let pool: pg.Pool;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokentape-exports-'));
  api = await startTestApi({ EXPORTS_DIR: folder });
  pool = openPool(api.database.exporterUrl);
  // A buy of one share at 455 from 450, ten minutes before midnight: its later mids after midnight are of the next day.
  const columns =
    'chain_key, block, tx_index, fill_index, block_time, pool_key, trader_key, sold_token_key, sold_raw, bought_token_key, bought_raw, sqrt_price_after, amount_usd, price_source, unpriced_reason, flags';
  const sqrt = '39131453475998346637';
  const buy = (block: number, at: string) =>
    [1, block, 1, 0, at, 1, 1, 4, '455000000', 1, '100000000', sqrt, '455', 'stable', null, []] as const;
  await insertRows(api.database.owner, 'fill', columns, [
    buy(650, '2025-07-01T23:40:00Z'),
    buy(651, '2025-07-01T23:50:00Z'),
  ]);
});
afterAll(async () => {
  await pool.end();
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

async function read(dataset: Dataset, day: string): Promise<Record<string, string>[]> {
  const { path } = await publish({ dataset, day, pool, exportsDir: folder, codeVersion: 'test', freeBytes: 0 });
  return parse(gunzipSync(await readFile(join(folder, path))), { columns: true });
}

test('market quality of a day has a row per pool that traded, and does not look past midnight', async () => {
  const rows = await read(marketQualityDaily, '2025-07-01');
  expect(rows.map((row) => row.pool)).toEqual(
    [POOL.arbitrum, POOL.tslaxUsdc, POOL.stockStock]
      .map(addressOf)
      .sort((a, b) => (a.startsWith('0x') ? -1 : a < b ? -1 : 1)),
  );
  const own = rows.find((row) => row.pool === addressOf(POOL.tslaxUsdc));
  // The market's own three fills state no price, so neither does the first of these two have a mid; the second paid
  // 2 × 5 ÷ 450, moved nothing, and was held against the mid of five minutes later, but not of thirty.
  expect(own).toMatchObject({
    day: '2025-07-01',
    chain: 'solana',
    dex: 'raydium-clmm',
    ticker: 'xstocks:TSLAx',
    fills: '5',
    fills_measured: '1',
    effective_spread: expect.stringMatching(/^0\.0222222222222222\d*$/),
    realized_spread_5m: expect.stringMatching(/^0\.0222222222222222\d*$/),
    fills_with_mid_5m: '1',
    realized_spread_30m: '',
    lp_markout_usd_30m: '',
    fills_with_mid_30m: '0',
    price_impact: '0',
    all_in_cost: '',
    fills_against_reference: '0',
  });
});

test('liquidity of a day has every hour of every pool, as it stood at the hour\u2019s end', async () => {
  const rows = await read(liquidityHourly, '2025-07-01');
  // A curve of the day before, and curves from 11:00, 12:00 and 08:00 on.
  expect(rows).toHaveLength(24 + 13 + 12 + 16);
  const of = (pool: string, hour: number) =>
    rows.find(
      (row) => row.pool === addressOf(pool) && row.hour === `2025-07-01T${String(hour).padStart(2, '0')}:00:00Z`,
    );
  expect(of(POOL.tslaxUsdc, 9)).toMatchObject({
    mid_usd: '450',
    ask_depth_usd_200bps: '200',
    buy_slippage_1000: '0.01',
  });
  expect(of(POOL.tslaxUsdc, 10)).toMatchObject({
    ticker: 'xstocks:TSLAx',
    state: 'live',
    mid_usd: '452',
    tvl_usd: '60000',
    ask_depth_usd_200bps: '400',
    bid_depth_usd_1000bps: '1800',
    buy_slippage_10000: '0.05',
    buy_impact_10000: '0.0475',
    sell_slippage_50000: '',
    buy_fillable_usd: '60000',
  });
  expect(of(POOL.tslaxUsdc, 23)).toEqual({ ...of(POOL.tslaxUsdc, 10), hour: '2025-07-01T23:00:00Z' });
  expect(of(POOL.empty, 7)).toBeUndefined();
  expect(of(POOL.empty, 8)).toMatchObject({ state: 'zero_liquidity', mid_usd: '' });
});

test('every column of both says what it holds', () => {
  for (const { columns } of [liquidityHourly, marketQualityDaily]) {
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    expect(columns.filter(({ description }) => description.length < 5)).toEqual([]);
  }
});

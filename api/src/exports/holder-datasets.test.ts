import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertHolders, insertPrimaryMarket } from '../testing/holders-market.ts';
import { BOB_EVM, solanaAccount, txId } from '../testing/market.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';
import type { Dataset } from './dataset.ts';
import { holdersDaily } from './holders-daily.ts';
import { openPool } from './open-pool.ts';
import { primaryOrders } from './primary-orders.ts';
import { publish } from './publish.ts';

let folder: string;
let api: TestApi;
let pool: pg.Pool;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokentape-exports-'));
  api = await startTestApi({ EXPORTS_DIR: folder });
  pool = openPool(api.database.exporterUrl);
  await insertHolders(api.database.owner);
  await insertPrimaryMarket(api.database.owner);
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

test('holders and supply of a day equal the API’s', async () => {
  const rows = await read(holdersDaily, '2025-07-01');
  expect(rows).toEqual([
    {
      ...{ day: '2025-07-01', ticker: 'xstocks:TSLAx', symbol: 'TSLAx', underlying: 'TSLA', issuer: 'xstocks' },
      ...{ holders: '4', total_shares: '1095', issuer_held_shares: '599.99999999', circulating_shares: '495.00000001' },
    },
  ]);
  const { body } = await api.ask(
    '{ ticker(id: "xstocks:TSLAx", from: "2025-07-01", to: "2025-07-01") { holders supply { totalShares } } }',
  );
  expect(body.data.ticker).toEqual({ holders: 4, supply: { totalShares: '1095' } });
});

test('primary orders carry exact amounts, and what is not known is empty', async () => {
  const rows = await read(primaryOrders, '2025-07-01');
  expect(rows).toMatchObject([
    {
      ...{ chain: 'arbitrum', venue: 'dinari', side: 'mint', account: BOB_EVM, token_raw: '1000000000000000000' },
      ...{ payment_token: '', payment_raw: '', fee_raw: '', amount_usd: '', tx_id: txId(5) },
    },
    {
      ...{ chain: 'solana', venue: 'ondo', ticker: 'xstocks:TSLAx', side: 'redeem', account: solanaAccount(1) },
      ...{
        token_raw: '50000000',
        payment_symbol: 'USDC',
        payment_raw: '220000000',
        fee_raw: '1000',
        amount_usd: '220',
      },
    },
  ]);
});

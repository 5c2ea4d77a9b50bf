import { sum } from '@tokentape/core/decimal.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deriveRollups } from './testing/derive-rollups.ts';
import { insertRows } from './testing/insert-rows.ts';
import { POOL, solanaAccount } from './testing/market.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

const WASHER = 7;
const BUYER = 8;

let api: TestApi;
/** The tenth of July: a wallet buys and sells 100 USD five times, another buys for 1,000. The eleventh: one wallet, 500 trades. */
beforeAll(async () => {
  api = await startTestApi();
  const db = api.database.owner;
  for (const key of [WASHER, BUYER]) await insertRows(db, 'account', 'key, address', [[key, Buffer.alloc(32, key)]]);
  for (let index = 0; index < 11; index += 1) {
    const buys = index % 2 === 0 || index === 10;
    const [trader, usd] = index === 10 ? [BUYER, '1000'] : [WASHER, '100'];
    await insertTrade(
      2_000 + index,
      '2025-07-10T10:00:00Z',
      { chain: 1, pool: 1, stock: 1, quote: 4 },
      trader,
      buys,
      usd,
    );
  }
  await insertTrade(3_000, '2025-07-11T10:00:00Z', { chain: 2, pool: 3, stock: 3, quote: 5 }, 6, true, '30000');
  await insertRows(db, 'trader_day', 'pool_key, trader_key, day, buys, sells, buy_usd, sell_usd', [
    [1, WASHER, '2025-07-10', 5, 5, '500', '500'],
    [1, BUYER, '2025-07-10', 1, 0, '1000', '0'],
    [3, 6, '2025-07-11', 300, 200, '18000', '12000'],
  ]);
  const sums =
    'token_key, day, fills, trades, passthroughs, transactions, unpriced_trades, buys, sells, buy_usd, sell_usd, volume_usd, volume_in_total_usd';
  await insertRows(db, 'asset_day', sums, [
    [1, '2025-07-10', 11, 11, 0, 11, 0, 6, 5, '1500', '500', '2000', '2000'],
    [3, '2025-07-11', 500, 500, 0, 500, 0, 300, 200, '18000', '12000', '30000', '30000'],
  ]);
  await db.query(
    `INSERT INTO asset_hour (token_key, hour, ${sums.slice('token_key, day, '.length)})
     SELECT token_key, day + time '10:00', ${sums.slice('token_key, day, '.length)} FROM asset_day WHERE day >= '2025-07-10'`,
  );
  const ofPool =
    'pool_key, hour, fills, trades, unpriced_fills, volume_usd, sold0_raw, sold1_raw, bought0_raw, bought1_raw, last_fill_time';
  await insertRows(db, 'pool_hour', ofPool, [
    [1, '2025-07-10T10:00:00Z', 11, 11, 0, '2000', '5000', '6000', '6000', '5000', '2025-07-10T10:00:00Z'],
    [3, '2025-07-11T10:00:00Z', 500, 500, 0, '30000', '0', '1000', '1000', '0', '2025-07-11T10:00:00Z'],
  ]);
  await deriveRollups(db);
});
afterAll(() => api.stop());

interface Place {
  chain: number;
  pool: number;
  stock: number;
  quote: number;
}

async function insertTrade(block: number, at: string, place: Place, trader: number, buys: boolean, usd: string) {
  const db = api.database.owner;
  const id = Buffer.alloc(64);
  id.writeUInt32BE(block);
  await insertRows(
    db,
    'transaction',
    'chain_key, block, tx_index, block_time, tx_id, signer_key, fee_payer_key, failed',
    [[place.chain, block, 0, at, id, trader, trader, false]],
  );
  const [sold, bought] = buys ? [place.quote, place.stock] : [place.stock, place.quote];
  const fill =
    'chain_key, block, tx_index, fill_index, block_time, pool_key, trader_key, sold_token_key, sold_raw, bought_token_key, bought_raw, amount_usd';
  await insertRows(db, 'fill', fill, [
    [place.chain, block, 0, 0, at, place.pool, trader, sold, '1000', bought, '1000', usd],
  ]);
  const trade =
    'chain_key, block, tx_index, trader_key, token_key, block_time, net_raw, fills, amount_usd, in_total_usd';
  await insertRows(db, 'trade', trade, [
    [place.chain, block, 0, trader, place.stock, at, buys ? '1000' : '-1000', 1, usd, usd],
  ]);
}

const data = async (query: string, variables?: object) => {
  const { body } = await api.ask(query, variables);
  expect(body.errors, JSON.stringify(api.log.at(-1))).toBeUndefined();
  return body.data;
};

const WASH = `wash { ruleSet rawUsd flaggedUsd adjustedUsd traders washWalletCount washShare flag
  washWallets { wallet buys sells buyUsd sellUsd balance } poolDays { day trades traders usd reasons }
  atomicTransactions atomicUsd sensitivity { minTradesPerSide minBalance washWallets washShare } }`;

test('W1: five balanced buys and sells are half of the pool, and flag it', async () => {
  const { pool } = await data(
    `query ($id: String!) { pool(id: $id, from: "2025-07-10", to: "2025-07-10") { ${WASH} } }`,
    { id: POOL.tslaxUsdc },
  );
  expect(pool.wash).toMatchObject({
    rawUsd: '2000',
    flaggedUsd: '1000',
    adjustedUsd: '1000',
    traders: 2,
    washWalletCount: 1,
    washShare: '0.5',
    flag: true,
    washWallets: [{ wallet: solanaAccount(WASHER), buys: 5, sells: 5, buyUsd: '500', sellUsd: '500', balance: '1' }],
    poolDays: [],
  });
  const cell = (trades: number) =>
    pool.wash.sensitivity.find(
      (each: { minTradesPerSide: number; minBalance: string }) =>
        each.minTradesPerSide === trades && each.minBalance === '0.90',
    );
  expect(cell(5)).toMatchObject({ washWallets: 1, washShare: '0.5' });
  expect(cell(10)).toMatchObject({ washWallets: 0, washShare: '0' });
});

test('W2: five hundred trades of one wallet flag the whole day', async () => {
  const { pool } = await data(
    `query ($id: String!) { pool(id: $id, from: "2025-07-11", to: "2025-07-11") { ${WASH} } }`,
    { id: POOL.arbitrum },
  );
  expect(pool.wash).toMatchObject({
    rawUsd: '30000',
    flaggedUsd: '30000',
    adjustedUsd: '0',
    washWalletCount: 0,
    washShare: '0',
    flag: false,
    poolDays: [{ day: '2025-07-11', trades: 500, traders: 1, usd: '30000', reasons: ['trades-per-wallet'] }],
  });
});

test('W3: a transaction that buys and sells one stock in one pool', async () => {
  const { pool } = await data(
    `query ($id: String!) { pool(id: $id, from: "2025-07-01", to: "2025-07-01") { ${WASH} } }`,
    { id: POOL.tslaxUsdc },
  );
  expect(pool.wash).toMatchObject({ atomicTransactions: 1, atomicUsd: '904' });
});

test('raw and adjusted volume stand side by side: per ticker, per day, in total', async () => {
  const { totals, daily, ticker } = await data(`{
    totals(from: "2025-07-10", to: "2025-07-11") { volumeUsd adjustedVolumeUsd }
    daily(from: "2025-07-10", to: "2025-07-11") { day volumeUsd adjustedVolumeUsd }
    ticker(id: "xstocks:TSLAx", from: "2025-07-10", to: "2025-07-11") { stats { volumeUsd adjustedVolumeUsd } }
  }`);
  expect(totals).toEqual({ volumeUsd: '32000', adjustedVolumeUsd: '1000' });
  expect(daily).toEqual([
    { day: '2025-07-10', volumeUsd: '2000', adjustedVolumeUsd: '1000' },
    { day: '2025-07-11', volumeUsd: '30000', adjustedVolumeUsd: '0' },
  ]);
  expect(ticker.stats).toEqual({ volumeUsd: '32000', adjustedVolumeUsd: '1000' });
});

test('pools in the order of their wash share, and the rules that judged them', async () => {
  const { pools, washRules } =
    await data(`{ pools(orderBy: WASH_SHARE, from: "2025-07-10", to: "2025-07-11", first: 1) {
    nodes { id } } washRules { version w1MinTradesPerSide w1MinBalance w1PoolFlagShare w2MinTrades } }`);
  expect(pools.nodes).toEqual([{ id: POOL.tslaxUsdc }]);
  expect(washRules).toMatchObject({
    w1MinTradesPerSide: 5,
    w1MinBalance: '0.90',
    w1PoolFlagShare: '0.20',
    w2MinTrades: 500,
  });
});

test('a scope adds its pools up, cell by cell; in the scope of one pool it says what the pool says', async () => {
  const window = 'from: "2025-07-10", to: "2025-07-11"';
  const GRID = 'sensitivity { minTradesPerSide minBalance washWallets washShare }';
  const { body } = await api.ask(`{
    all: wash(${window}) { ruleSet rawUsd flaggedUsd adjustedUsd pools flaggedPools ${GRID} }
    ticker: wash(asset: "xstocks:TSLAx", ${window}) { rawUsd flaggedUsd adjustedUsd }
    pools(first: 50, ${window}) { nodes { id wash { rawUsd flaggedUsd adjustedUsd flag ${GRID} } } }
    none: wash(issuer: "nobody", ${window}) { rawUsd }
    washRules { version }
  }`);
  expect(body.errors).toBeUndefined();
  const { all, ticker, pools, none, washRules } = body.data;
  const judged = pools.nodes.map(({ wash }: { wash: Record<string, string> }) => wash);
  for (const field of ['rawUsd', 'flaggedUsd', 'adjustedUsd']) {
    expect(all[field]).toBe(sum(judged.map((wash: Record<string, string>) => wash[field] as string)));
  }
  expect(all.ruleSet).toBe(washRules.version);
  expect(Number(all.rawUsd)).toBeGreaterThan(0);
  expect(all.sensitivity).toHaveLength(20);
  expect(Number(ticker.rawUsd)).toBeLessThanOrEqual(Number(all.rawUsd));
  expect(none).toBeNull();
  const [id, own] = pools.nodes.map((node: { id: string; wash: object }) => [node.id, node.wash])[0];
  const one = await api.ask(`query ($id: String!) { wash(pool: $id, ${window}) { rawUsd ${GRID} } }`, { id });
  expect(one.body.data.wash).toEqual({ rawUsd: own.rawUsd, sensitivity: own.sensitivity });
});

test('raw and adjusted stand side by side for pools and in the launch report', async () => {
  const { body } = await api.ask(`{
    pools(first: 50, from: "2025-07-10", to: "2025-07-11") { nodes { volumeUsd adjustedVolumeUsd wash { adjustedUsd } } }
    launchReport(from: "2025-07-10", days: 2) {
      days { day volumeUsd adjustedVolumeUsd }
      tickers { day asset { id } volumeUsd adjustedVolumeUsd }
    }
    daily(issuer: "xstocks", chain: "solana", from: "2025-07-10", to: "2025-07-11") { day volumeUsd adjustedVolumeUsd }
  }`);
  expect(body.errors).toBeUndefined();
  const { pools, launchReport, daily } = body.data;
  for (const pool of pools.nodes) expect(pool.adjustedVolumeUsd).toBe(pool.wash.adjustedUsd);
  expect(launchReport.days).toEqual(daily);
  const [first] = launchReport.tickers.filter(({ asset }: { asset: { id: string } }) => asset.id === 'xstocks:TSLAx');
  expect(first).toMatchObject({ day: '2025-07-10', volumeUsd: '2000', adjustedVolumeUsd: '1000' });
});

test('raw and adjusted stand side by side by session and under concentration, and add up to the scope’s', async () => {
  const window = 'from: "2025-07-10", to: "2025-07-11"';
  const fields = (scope: string) => `
    totals(${scope}, ${window}) { volumeUsd adjustedVolumeUsd }
    sessions(${scope}, ${window}) { session volumeUsd adjustedVolumeUsd }
    concentration(${scope}, ${window}) { over volumeUsd adjustedVolumeUsd }`;
  for (const scope of ['asset: "xstocks:TSLAx"', `pool: "${POOL.tslaxUsdc}"`, `pool: "${POOL.arbitrum}"`]) {
    const { totals, sessions, concentration } = await data(`{ ${fields(scope)} }`);
    const total = (field: string) => sum(sessions.map((each: Record<string, string>) => each[field] as string));
    expect([total('volumeUsd'), total('adjustedVolumeUsd')]).toEqual([totals.volumeUsd, totals.adjustedVolumeUsd]);
    expect(Number(totals.adjustedVolumeUsd)).toBeLessThan(Number(totals.volumeUsd));
    for (const row of concentration) expect(row).toMatchObject(totals);
  }
});

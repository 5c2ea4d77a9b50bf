import type { Fill } from '@tokentape/core/facts/facts.ts';
import { getChain, tokensOf } from '@tokentape/core/registry/registry.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactBatch } from '../batch.ts';
import { openTestIngest } from '../testing/ingest.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { migrate } from './migrate.ts';
import { openStore } from './open-store.ts';
import { seedRegistry } from './seed-registry.ts';

const chain = 'arbitrum';
const usdc = getChain(chain).quotes.find((quote) => quote.peg === 'usd')!.address;
const [a, b] = tokensOf(chain)
  .slice(0, 2)
  .map(({ token }) => token.address) as [string, string];
const address = (digit: string): string => `0x${digit.repeat(40)}`;
const pools = { aUsd: address('1'), bUsd: address('2'), ab: address('3') };
const [alice, bob] = [address('a'), address('b')];
const DAY = Date.UTC(2025, 6, 1) / 1_000;

let fillIndex = 0;
const fillsOf = (
  height: number,
  time: number,
  trader: string,
  legs: [pool: string, sold: string, soldRaw: bigint, bought: string, boughtRaw: bigint][],
): Fill[] => {
  const block = { height, hash: `0x${height}`, time };
  const tx = {
    chain,
    block,
    txIndex: 0,
    txId: `0x${height.toString(16).padStart(64, '0')}`,
    signer: trader,
    feePayer: trader,
    failed: false,
  };
  return legs.map(([pool, soldToken, soldRaw, boughtToken, boughtRaw]) => {
    fillIndex += 1;
    const raw = { soldToken, soldRaw, boughtToken, boughtRaw, after: null, feeRaw: null };
    return { kind: 'fill', dex: 'uniswap-v3', pool, tx, index: fillIndex, trader, ...raw, flags: [] };
  });
};
const usd = (dollars: number): bigint => BigInt(dollars) * 1_000_000n;

// A day worked out by hand; A trades at 10 dollars per 100 raw units.
const day: Fill[] = [
  ...fillsOf(10, DAY + 60, alice, [[pools.aUsd, usdc, usd(100), a, 1_000n]]), // buys A for 100
  ...fillsOf(11, DAY + 120, alice, [[pools.aUsd, a, 400n, usdc, usd(41)]]), // sells A for 41
  // Bob buys A in two fills and sells a part back: one trade, net 600 for 60.
  ...fillsOf(12, DAY + 180, bob, [
    [pools.aUsd, usdc, usd(50), a, 500n],
    [pools.aUsd, usdc, usd(30), a, 300n],
    [pools.aUsd, a, 200n, usdc, usd(20)],
  ]),
  // Bob goes from dollars through A into B: A passes through, B is a trade of 30 that counts in the total.
  ...fillsOf(13, DAY + 240, bob, [
    [pools.aUsd, usdc, usd(30), a, 300n],
    [pools.ab, a, 300n, b, 77n],
  ]),
  // Alice gives A for B: a trade of each ticker, once in the total, on B's side. Last priced fill of A: 30 for 300.
  ...fillsOf(14, DAY + 3_660, alice, [[pools.ab, a, 500n, b, 120n]]),
];

let postgres: TestPostgres;
let client: pg.Client;

beforeAll(async () => {
  postgres = await startTestPostgres();
  await migrate(postgres.url);
  await seedRegistry(postgres.url, { simulated: true, label: 'by hand' });
  const tx = { ...day[0]!.tx, block: { height: 1, hash: '0x1', time: DAY }, txId: `0x${'e'.repeat(64)}` };
  const shape = {
    curve: 'concentrated' as const,
    feePips: 500,
    tickSpacing: 10,
    vault0: null,
    vault1: null,
    created: true,
  };
  const seen = (pool: string, token0: string, token1: string, index: number) => ({
    ...{ kind: 'pool' as const, dex: 'uniswap-v3', pool, tx, index, token0, token1, ...shape },
  });
  const births = [seen(pools.aUsd, a, usdc, 1), seen(pools.bUsd, b, usdc, 2), seen(pools.ab, a, b, 3)];
  const to = { height: 20, hash: '0x20', time: DAY + 7_200 };
  const batch: FactBatch = {
    chain,
    fromBlock: 1,
    to,
    finalized: to,
    facts: [...births, ...day],
    failed: [],
    unrecognised: [],
  };
  const path = await openTestIngest(postgres.url, chain);
  await path.write(openStore(chain), batch);
  await path.close();
  client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await postgres?.stop();
});

const rows = async (sql: string, values: unknown[] = []): Promise<unknown[]> =>
  (await client.query({ text: sql, values, rowMode: 'array' })).rows;
const id = (token: string): string => `${chain}:${token}`;

describe('a day worked out by hand', () => {
  it('nets fills into trades, one side only, stock for stock once in the total', async () => {
    const trades = await rows(
      `SELECT t.block::int, k.id, t.net_raw, t.fills, t.amount_usd, t.in_total_usd FROM trade t JOIN token k ON k.key = t.token_key ORDER BY 1, t.net_raw`,
    );
    expect(trades).toEqual([
      [10, id(a), '1000', 1, '100', '100'],
      [11, id(a), '-400', 1, '41', '41'],
      [12, id(a), '600', 3, '60', '60'],
      [13, id(a), '0', 2, null, null],
      [13, id(b), '77', 1, '30', '30'],
      [14, id(a), '-500', 1, '50', '0'],
      [14, id(b), '120', 1, '50', '50'],
    ]);
  });

  it('sums them into hours and a day', async () => {
    const sums =
      'h.fills, h.trades, h.passthroughs, h.transactions, h.unpriced_trades, h.buys, h.sells, h.buy_usd, h.sell_usd, h.volume_usd, h.volume_in_total_usd';
    const days = await rows(
      `SELECT k.id, h.day::text, ${sums} FROM asset_day h JOIN token k ON k.key = h.token_key WHERE k.id = $1`,
      [id(a)],
    );
    expect(days).toEqual([[id(a), '2025-07-01', 8, 4, 1, 5, 0, 2, 2, '160', '91', '251', '201']]);
    const hours = await rows(
      `SELECT extract(hour FROM h.hour AT TIME ZONE 'UTC')::int, ${sums} FROM asset_hour h JOIN token k ON k.key = h.token_key WHERE k.id = $1 ORDER BY 1`,
      [id(a)],
    );
    expect(hours).toEqual([
      [0, 7, 3, 1, 4, 0, 2, 1, '160', '41', '201', '201'],
      [1, 1, 1, 0, 1, 0, 0, 1, '0', '50', '50', '0'],
    ]);
  });

  it('counts traders exactly, without those who only passed through', async () => {
    const traders = await rows(
      'SELECT k.id, b.day::text, b.traders FROM trader_bitmap_day b JOIN token k ON k.key = b.token_key WHERE k.id = ANY($1) ORDER BY b.traders, k.id',
      [[id(a), id(b)]],
    );
    expect(traders).toEqual(
      [
        [id(a), '2025-07-01', 2],
        [id(b), '2025-07-01', 2],
      ].sort(),
    );
  });

  it('says what each pool did, and each trader in it', async () => {
    const hours = await rows(
      `SELECT p.id, h.fills, h.trades, h.volume_usd, h.sold0_raw, h.sold1_raw, h.bought0_raw, h.bought1_raw
         FROM pool_hour h JOIN pool p ON p.key = h.pool_key WHERE p.id = $1`,
      [id(pools.aUsd)],
    );
    expect(hours).toEqual([[id(pools.aUsd), 6, 4, '231', '600', '210000000', '2100', '61000000']]);
    const days = await rows(
      `SELECT encode(w.address, 'hex'), d.buys, d.sells, d.buy_usd, d.sell_usd FROM trader_day d
         JOIN pool p ON p.key = d.pool_key JOIN account w ON w.key = d.trader_key WHERE p.id = $1 ORDER BY 1`,
      [id(pools.aUsd)],
    );
    expect(days).toEqual([
      [alice.slice(2), 1, 1, '100', '41'],
      [bob.slice(2), 2, 0, '90', '0'],
    ]);
  });
});

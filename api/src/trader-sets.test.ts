import fc from 'fast-check';
import { RoaringBitmap32 } from 'roaring-wasm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { type Database, openDatabase } from './database.ts';
import { addDays, daysOf } from './day.ts';
import { catalogueRows } from './queries/catalogue-rows.ts';
import { deriveRollups } from './testing/derive-rollups.ts';
import { insertRows } from './testing/insert-rows.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';
import { countTraderDays } from './trader-days.ts';
import { readUnions } from './trader-loader.ts';

/** From the middle of a month over two that are over into a fourth; on chain 2 only into the third. */
const FIRST = '2025-01-20';
const DAYS = 80;
const chainOf = new Map([
  [1, 1],
  [2, 1],
  [3, 2],
  [7, 3],
]);
/** Wallets of Solana, and those of the two EVM chains, which they share. */
const firstKey = (token: number) => (chainOf.get(token) === 1 ? 0 : 1_000);
const tokens = [...chainOf.keys()];

let api: TestApi;
let database: Database;
let catalogue: Catalogue;
/** Account keys by token and day. */
const truth = new Map<string, Set<number>>();

beforeAll(async () => {
  api = await startTestApi();
  await insertRows(api.database.owner, 'chain', 'id, key, name, kind, chain_id', [['base', 3, 'Base', 'evm', 8453]]);
  await insertRows(
    api.database.owner,
    'token',
    'id, key, chain_key, address, asset_key, role, symbol, decimals, unit_rule, state',
    [['base:made-up', 7, 3, Buffer.alloc(20, 7), 1, 'stock', 'TSLAx', 18, 'rebasing', 'registered']],
  );
  await insertRows(
    api.database.owner,
    'pool',
    'id, key, chain_key, dex_key, address, token0_key, token1_key, curve, birth_block, birth_time, creation_seen',
    [['base:pool', 40, 3, 2, Buffer.alloc(20, 40), 5, 7, 'concentrated', 1, `${FIRST}T00:00:00Z`, true]],
  );
  let seed = 11;
  const random = (limit: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * limit);
  };
  for (let index = 0; index < DAYS; index += 1) {
    for (const token of tokens.filter((key) => chainOf.get(key) === 1 || index < 55)) {
      if (random(4) === 0) continue;
      truth.set(
        `${token}/${addDays(FIRST, index)}`,
        new Set(Array.from({ length: 1 + random(30) }, () => firstKey(token) + random(400))),
      );
    }
  }
  await store();
  database = openDatabase(api.database.readerUrl, 1);
  catalogue = createCatalogue(await catalogueRows(database.reader()));
});
afterAll(async () => {
  await database?.close();
  await api?.stop();
});

async function store(): Promise<void> {
  await api.database.owner.query('TRUNCATE trader_bitmap_day');
  const rows = [...truth].map(([place, keys]) => {
    const set = new RoaringBitmap32(keys);
    const bytes = Buffer.from(set.serialize('portable'));
    set.dispose();
    const [token, day] = place.split('/');
    return [token, day, keys.size, bytes];
  });
  await insertRows(api.database.owner, 'trader_bitmap_day', 'token_key, day, traders, bitmap', rows);
  await deriveRollups(api.database.owner);
}

function everyone(asked: readonly number[], from: string, to: string): Set<number> {
  const all = new Set<number>();
  for (const [place, keys] of truth) {
    const [token, day] = place.split('/') as [string, string];
    if (asked.includes(Number(token)) && day >= from && day <= to) for (const key of keys) all.add(key);
  }
  return all;
}

test('days, months that are over and whole chains give the sets of wallets of any window and scope', async () => {
  const window = fc
    .tuple(fc.integer({ min: -40, max: DAYS + 40 }), fc.integer({ min: 0, max: DAYS + 40 }))
    .map(([start, length]) => ({ from: addDays(FIRST, start), to: addDays(FIRST, start + length) }));
  const scopes = fc.array(fc.record({ whole: fc.subarray([1, 2, 3]), single: fc.subarray(tokens) }), {
    minLength: 1,
    maxLength: 3,
  });
  await fc.assert(
    fc.asyncProperty(window, scopes, async ({ from, to }, asked) => {
      const questions = asked.map(({ whole, single }) => ({ chainKeys: whole, tokenKeys: single }));
      const found = await readUnions(database.reader(), catalogue, { from, to }, questions);
      for (const [scope, { chainKeys, tokenKeys }] of questions.entries()) {
        const all = tokens.filter((key) => tokenKeys.includes(key) || chainKeys.includes(chainOf.get(key) ?? 0));
        expect(found[scope]?.keys() ?? []).toEqual([...everyone(all, from, to)].sort((a, b) => a - b));
      }
    }),
    { numRuns: 150 },
  );
});

test('each day of any scope has as many wallets as its sets, also where two EVM chains share them', async () => {
  const window = { from: addDays(FIRST, -2), to: addDays(FIRST, DAYS + 1) };
  const scope = fc.record({ chainKeys: fc.subarray([1, 2, 3]), tokenKeys: fc.subarray(tokens) }).map((asked) => ({
    ...asked,
    tokenKeys: asked.tokenKeys.filter((key) => !asked.chainKeys.includes(chainOf.get(key) ?? 0)),
  }));
  await fc.assert(
    fc.asyncProperty(fc.array(scope, { minLength: 1, maxLength: 3 }), async (scopes) => {
      const counts = await countTraderDays(database.reader(), catalogue, window, scopes);
      for (const [index, { chainKeys, tokenKeys }] of scopes.entries()) {
        const all = tokens.filter((key) => tokenKeys.includes(key) || chainKeys.includes(chainOf.get(key) ?? 0));
        const expected = daysOf(window.from, window.to).map((day) => everyone(all, day, day).size);
        expect([...(counts[index] as Int32Array)]).toEqual(expected);
      }
    }),
    { numRuns: 40 },
  );
});

test('a trade that comes late, in a month that is over, is in the next answer', async () => {
  const [from, to] = [FIRST, addDays(FIRST, DAYS - 1)];
  const ask = async () => {
    const { body } = await api.ask(
      `query ($from: Day!, $to: Day!) { totals(from: $from, to: $to) { traders }
         ticker(id: "xstocks:TSLAx", from: $from, to: $to) { stats { traders } daily { day traders newTraders } } }`,
      { from, to },
    );
    return body.data;
  };
  const [before, day] = [await ask(), addDays(FIRST, 30)];
  expect(before.totals.traders).toBe(everyone(tokens, from, to).size);
  const place = `1/${day}`;
  truth.set(place, new Set([...(truth.get(place) ?? []), 777]));
  await store();
  const after = await ask();
  expect(after.totals.traders).toBe(before.totals.traders + 1);
  expect(after.ticker.stats.traders).toBe(everyone([1, 3, 7], from, to).size);
  expect(after.ticker.stats.traders).toBe(before.ticker.stats.traders + 1);
  const dayOf = (data: typeof after) => data.ticker.daily.find((point: { day: string }) => point.day === day);
  expect(dayOf(after).newTraders).toBe((dayOf(before)?.newTraders ?? 0) + 1);
});

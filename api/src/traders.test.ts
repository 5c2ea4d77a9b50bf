import { RoaringBitmap32 } from 'roaring-wasm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { addDays } from './day.ts';
import { type TraderBitmapRow, traderBitmaps } from './queries/trader-bitmaps.ts';
import { startTestDatabase, type TestDatabase } from './testing/postgres.ts';
import { countTraders, countTradersDaily, unionOf } from './traders.ts';

const DAYS = 20;
const TOKENS = 3;
const FIRST = '2025-01-01';

let database: TestDatabase;
/** Who really traded: account keys by day and token. */
const truth = new Map<string, Set<number>[]>();
let rows: TraderBitmapRow[];

beforeAll(async () => {
  database = await startTestDatabase();
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  for (let index = 0; index < DAYS; index += 1) {
    const day = addDays(FIRST, index);
    const sets = Array.from({ length: TOKENS }, () => new Set<number>());
    for (const [token, set] of sets.entries()) {
      for (let count = 0; count < 3_000; count += 1) set.add(Math.floor(random() ** 3 * 4_000_000));
      const bitmap = new RoaringBitmap32(set);
      const bytes = Buffer.from(bitmap.serialize('portable'));
      bitmap.dispose();
      await database.owner.query('INSERT INTO trader_bitmap_day VALUES ($1, $2, $3, $4)', [
        token,
        day,
        set.size,
        bytes,
      ]);
    }
    truth.set(day, sets);
  }
  const reader = openDatabase(database.readerUrl, 1);
  rows = await traderBitmaps(reader.reader(), { from: FIRST, to: addDays(FIRST, DAYS - 1) }, [0, 1, 2]);
  await reader.close();
});
afterAll(() => database.stop());

const everyone = (from: number, to: number) =>
  new Set(
    Array.from({ length: to - from + 1 }, (_, i) => truth.get(addDays(FIRST, from + i)) ?? [])
      .flat()
      .flatMap((set) => [...set]),
  );

test('bitmaps of thousands of wallets come through the driver unharmed', () => {
  expect(rows).toHaveLength(DAYS * TOKENS);
  expect(rows.map(({ traders }) => traders)).toEqual([...truth.values()].flat().map(({ size }) => size));
});

test('traders of any window, and who of them is new, equal sets of the same wallets', () => {
  for (const [from, to] of [
    [0, 0],
    [3, 9],
    [0, DAYS - 1],
    [19, 19],
  ] as const) {
    const inside = rows.filter(({ day }) => day >= addDays(FIRST, from) && day <= addDays(FIRST, to));
    const before = from === 0 ? null : unionOf(rows.filter(({ day }) => day < addDays(FIRST, from)));
    const wanted = everyone(from, to);
    const known = from === 0 ? new Set<number>() : everyone(0, from - 1);
    expect(countTraders(inside, before)).toEqual({
      traders: wanted.size,
      newTraders: [...wanted].filter((key) => !known.has(key)).length,
    });
  }
});

test('day by day, new wallets add up to those of the window', () => {
  const inside = rows.filter(({ day }) => day >= addDays(FIRST, 5));
  const before = unionOf(rows.filter(({ day }) => day < addDays(FIRST, 5)));
  const daily = countTradersDaily(inside, before);
  expect([...daily.values()].reduce((sum, { newTraders }) => sum + newTraders, 0)).toBe(
    countTraders(inside, before).newTraders,
  );
  expect(daily.get(addDays(FIRST, 5))?.traders).toBe(everyone(5, 5).size);
});

test('a bitmap that does not hold what its row says is refused', () => {
  const [row] = rows;
  if (!row) throw new Error('no rows');
  expect(() => countTraders([{ ...row, traders: row.traders + 1 }], null)).toThrow(/holds \d+, not \d+/);
});

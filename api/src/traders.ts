import { type Cohort, weekStart } from '@tokentape/core/metrics/retention.ts';
import { RoaringBitmap32 } from 'roaring-wasm';
import type { TraderBitmapRow } from './queries/trader-bitmaps.ts';
import type { TraderSets } from './queries/trader-sets.ts';

/** Distinct wallets of a scope over some days, and how many of them had never traded in that scope before. */
export interface TraderCounts {
  traders: number;
  newTraders: number;
}

/** A set of account keys in the portable serialisation. */
export type TraderSet = Uint8Array;

/** Exact distinct traders of a scope. */
export function countSets(sets: TraderSets): number {
  return using((all) => addSets(all, sets).size);
}

/** Everyone in the sets of a scope. */
export function unionOfSets(sets: TraderSets): TraderSet {
  return using((all) => addSets(all, sets).serialize('portable'));
}

/** Everyone in the rows. */
export function unionOf(rows: readonly TraderBitmapRow[]): TraderSet {
  return using((set) => {
    for (const row of rows) addRow(set, row);
    return set.serialize('portable');
  });
}

/**
 * Exact distinct traders of the rows.
 * @param before who traded in the scope on earlier days; null for nobody
 */
export function countTraders(rows: readonly TraderBitmapRow[], before: TraderSet | null): TraderCounts {
  return using((inside) => {
    for (const row of rows) addRow(inside, row);
    if (before === null) return { traders: inside.size, newTraders: inside.size };
    return using((earlier) => ({ traders: inside.size, newTraders: inside.andNotCardinality(earlier) }), before);
  });
}

/** Exact distinct traders of each day, whoever they were before; days without a trade are absent. */
export function countActiveDaily(rows: readonly TraderBitmapRow[]): Map<string, number> {
  const byDay = Map.groupBy(rows, (row) => row.day);
  return new Map([...byDay].map(([day, own]) => [day, countTraders(own, null).traders]));
}

/**
 * Exact distinct traders of each day; days without a trade are absent.
 * @param rows of a scope, ordered by day
 * @param before who traded in the scope on days before the first row's; null for nobody
 */
export function countTradersDaily(
  rows: readonly TraderBitmapRow[],
  before: TraderSet | null,
): Map<string, TraderCounts> {
  const counts = new Map<string, TraderCounts>();
  using((seen) => {
    for (const [day, own] of Map.groupBy(rows, (row) => row.day)) {
      using((today) => {
        for (const row of own) addRow(today, row);
        counts.set(day, { traders: today.size, newTraders: today.andNotCardinality(seen) });
        seen.orInPlace(today);
      });
    }
  }, before);
  return counts;
}

/**
 * Exact cohorts by week of the first trade, one for each of the weeks.
 * @param rows of a scope
 * @param before who traded in the scope before the first week; null for nobody
 * @param weeks Mondays in a row that cover the rows
 */
export function countCohorts(
  rows: readonly TraderBitmapRow[],
  before: TraderSet | null,
  weeks: readonly string[],
): Cohort[] {
  const byWeek = Map.groupBy(rows, ({ day }) => weekStart(day));
  const sets = weeks.map((week) => unionOf(byWeek.get(week) ?? []));
  return using((seen) => {
    return weeks.map((week, index) => {
      const fresh = using((set) => {
        set.andNotInPlace(seen);
        return set.serialize('portable');
      }, sets[index]);
      const active = sets.slice(index).map((later) => using((own) => overlap(own, later), fresh));
      using((own) => seen.orInPlace(own), fresh);
      return { week, traders: active[0] ?? 0, active };
    });
  }, before);
}

function overlap(set: RoaringBitmap32, other: TraderSet): number {
  return using((each) => set.andCardinality(each), other);
}

/** Bitmaps live outside of the collected heap: each is given back when its work is done. */
function using<T>(work: (set: RoaringBitmap32) => T, start: TraderSet | null | undefined = null): T {
  const set =
    start === null || start === undefined ? new RoaringBitmap32() : RoaringBitmap32.deserialize('portable', start);
  try {
    return work(set);
  } finally {
    set.dispose();
  }
}

function addRow(set: RoaringBitmap32, { tokenKey, chainKey, day, traders, bitmap }: TraderBitmapRow): void {
  const owner = tokenKey === null ? `chain ${chainKey}` : `token ${tokenKey}`;
  addBytes(set, bitmap, traders, () => `${owner} on ${day}`);
}

function addSets(all: RoaringBitmap32, { scope, traders, sizes, bitmaps }: TraderSets): RoaringBitmap32 {
  const counts = traders.split(',');
  let at = 0;
  for (const [index, size] of sizes.split(',').entries()) {
    const end = at + Number(size);
    addBytes(all, bitmaps.subarray(at, end), Number(counts[index]), () => `scope ${scope}, place ${index}`);
    at = end;
  }
  return all;
}

/** @throws Error when the set is not as large as is said beside it: bytes that were harmed on their way must not count */
function addBytes(all: RoaringBitmap32, bytes: Uint8Array, expected: number, what: () => string): void {
  using((set) => {
    if (set.size !== expected) throw new Error(`bitmap of ${what()} holds ${set.size}, not ${expected}`);
    all.orInPlace(set);
  }, bytes);
}

import { type Cohort, weekStart } from '@tokentape/core/metrics/retention.ts';
import { RoaringBitmap32 } from 'roaring-wasm';
import type { TraderBitmapRow } from './queries/trader-bitmaps.ts';

/** Distinct wallets of a scope over some days, and how many of them had never traded in that scope before. */
export interface TraderCounts {
  traders: number;
  newTraders: number;
}

/** A set of account keys in the portable serialisation. */
export type TraderSet = Uint8Array;

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

function addRow(set: RoaringBitmap32, row: TraderBitmapRow): void {
  using((traders) => {
    if (traders.size !== row.traders) {
      throw new Error(`bitmap of token ${row.tokenKey} on ${row.day} holds ${traders.size}, not ${row.traders}`);
    }
    set.orInPlace(traders);
  }, row.bitmap);
}

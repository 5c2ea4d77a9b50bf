import { type Cohort, weekStart } from '@tokentape/core/metrics/retention.ts';
import { numbersOf } from './number-list.ts';
import type { TraderBitmapRow } from './queries/trader-bitmaps.ts';
import type { TraderSets } from './queries/trader-sets.ts';
import { WalletSet } from './wallet-set.ts';

/** Distinct wallets of a scope over some days, and how many of them had never traded in that scope before. */
export interface TraderCounts {
  traders: number;
  newTraders: number;
}

/** Everyone in stored sets, added to a set. */
export function unionOfSets(sets: readonly TraderSets[], all: WalletSet = new WalletSet()): WalletSet {
  for (const own of sets) for (const { bytes, traders, what } of setsOf(own)) addBytes(all, bytes, traders, what);
  return all;
}

/** Each of the sets that are stored one after the other. */
export function setsOf({ what, traders, sizes, bitmaps }: TraderSets) {
  const counts = numbersOf(traders);
  let end = 0;
  return numbersOf(sizes).map((size, index) => {
    end += size;
    return { bytes: bitmaps.subarray(end - size, end), traders: counts[index] as number, what };
  });
}

/** Everyone in the rows. */
export function unionOf(rows: readonly TraderBitmapRow[]): WalletSet {
  const all = new WalletSet();
  for (const { tokenKey, chainKey, day, traders, bitmap } of rows) {
    addBytes(all, bitmap, traders, `${tokenKey === null ? `chain ${chainKey}` : `token ${tokenKey}`} on ${day}`);
  }
  return all;
}

/**
 * Exact distinct traders of the rows.
 * @param before who traded in the scope on earlier days; null for nobody
 */
export function countTraders(rows: readonly TraderBitmapRow[], before: WalletSet | null): TraderCounts {
  const inside = unionOf(rows);
  const traders = inside.size;
  return { traders, newTraders: before === null ? traders : traders - inside.shared(before) };
}

/**
 * Exact distinct traders of each day; days without a trade are absent.
 * @param rows of a scope, ordered by day
 * @param before who traded in the scope on days before the first row's; null for nobody
 */
export function countTradersDaily(
  rows: readonly TraderBitmapRow[],
  before: WalletSet | null,
): Map<string, TraderCounts> {
  const seen = copyOf(before);
  const counts = new Map<string, TraderCounts>();
  for (const [day, own] of Map.groupBy(rows, (row) => row.day)) {
    const today = unionOf(own);
    const traders = today.size;
    counts.set(day, { traders, newTraders: traders - today.shared(seen) });
    seen.addAll(today);
  }
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
  before: WalletSet | null,
  weeks: readonly string[],
): Cohort[] {
  const byWeek = Map.groupBy(rows, ({ day }) => weekStart(day));
  const sets = weeks.map((week) => unionOf(byWeek.get(week) ?? []));
  const seen = copyOf(before);
  return weeks.map((week, index) => {
    const fresh = copyOf(sets[index]);
    fresh.removeAll(seen);
    const active = sets.slice(index).map((later) => fresh.shared(later));
    seen.addAll(fresh);
    return { week, traders: active[0] ?? 0, active };
  });
}

function copyOf(set: WalletSet | null | undefined): WalletSet {
  const copy = new WalletSet();
  if (set) copy.addAll(set);
  return copy;
}

/** @throws Error when the set is not as large as is said beside it: bytes that were harmed on their way must not count */
export function addBytes(all: WalletSet, bytes: Uint8Array, expected: number, what: string): void {
  const held = all.add(bytes);
  if (held !== expected) throw new Error(`bitmap of ${what} holds ${held}, not ${expected}`);
}

import { RoaringBitmap32 } from 'roaring-wasm';
import type { Window } from './queries/stats.ts';
import type { TraderBitmapRow } from './queries/trader-bitmaps.ts';

/** Distinct wallets of a scope over some days, and how many of them had never traded in that scope before. */
export interface TraderCounts {
  traders: number;
  newTraders: number;
}

/**
 * Exact distinct traders of a window.
 * @param rows the scope's bitmaps from its first day to the window's last
 */
export function countTraders(rows: readonly TraderBitmapRow[], { from, to }: Window): TraderCounts {
  const before = new RoaringBitmap32();
  const inside = new RoaringBitmap32();
  try {
    for (const row of rows) {
      if (row.day <= to) addRow(row.day < from ? before : inside, row);
    }
    return { traders: inside.size, newTraders: inside.andNotCardinality(before) };
  } finally {
    before.dispose();
    inside.dispose();
  }
}

/**
 * Exact distinct traders of each day of a window; days without a trade are absent.
 * @param rows the scope's bitmaps from its first day to the window's last, ordered by day
 */
export function countTradersDaily(rows: readonly TraderBitmapRow[], { from, to }: Window): Map<string, TraderCounts> {
  const counts = new Map<string, TraderCounts>();
  const before = new RoaringBitmap32();
  try {
    for (let start = 0; start < rows.length; ) {
      const day = rows[start]?.day as string;
      let end = start;
      while (rows[end]?.day === day) end += 1;
      if (day > to) break;
      const today = new RoaringBitmap32();
      try {
        for (const row of rows.slice(start, end)) addRow(today, row);
        if (day >= from) counts.set(day, { traders: today.size, newTraders: today.andNotCardinality(before) });
        before.orInPlace(today);
      } finally {
        today.dispose();
      }
      start = end;
    }
    return counts;
  } finally {
    before.dispose();
  }
}

function addRow(set: RoaringBitmap32, row: TraderBitmapRow): void {
  const traders = RoaringBitmap32.deserialize('portable', row.bitmap);
  try {
    if (traders.size !== row.traders) {
      throw new Error(`bitmap of token ${row.tokenKey} on ${row.day} holds ${traders.size}, not ${row.traders}`);
    }
    set.orInPlace(traders);
  } finally {
    traders.dispose();
  }
}

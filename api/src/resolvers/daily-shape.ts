import { daysOf } from '../day.ts';
import type { DailyStatsRow } from '../queries/daily-stats.ts';
import type { TraderCounts } from '../traders.ts';
import { type AdjustedScope, adjustedVolume } from './adjusted-volume.ts';

/** One point for every day of the window, zeros where nothing traded. */
export function dailyShape(
  scope: AdjustedScope,
  rows: readonly DailyStatsRow[],
  traders: ReadonlyMap<string, TraderCounts>,
) {
  const { window, counted } = scope;
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return daysOf(window.from, window.to).map((day) => {
    const row = byDay.get(day);
    const { traders: active, newTraders } = traders.get(day) ?? { traders: 0, newTraders: 0 };
    const volumeUsd = (counted === 'ticker' ? row?.volumeUsd : row?.volumeInTotalUsd) ?? '0';
    return {
      day,
      volumeUsd,
      adjustedVolumeUsd: adjustedVolume(scope, volumeUsd, day),
      trades: row?.trades ?? 0,
      fills: row?.fills ?? 0,
      transactions: row?.transactions ?? 0,
      buyUsd: row?.buyUsd ?? '0',
      sellUsd: row?.sellUsd ?? '0',
      traders: active,
      newTraders,
      returningTraders: active - newTraders,
    };
  });
}

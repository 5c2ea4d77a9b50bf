import type { ApiContext } from '../context.ts';
import { daysOf } from '../day.ts';
import type { Loaders } from '../loaders.ts';
import type { DailyStatsRow } from '../queries/daily-stats.ts';
import { countTradersDaily, type TraderCounts } from '../traders.ts';
import { type AdjustedScope, adjustedVolume } from './adjusted-volume.ts';
import { tradersDaily } from './trader-counts.ts';

/** The sums of every day of the window, zeros where nothing traded. */
export function dailySums(scope: AdjustedScope, rows: readonly DailyStatsRow[]) {
  const { window, counted } = scope;
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return daysOf(window.from, window.to).map((day) => {
    const row = byDay.get(day);
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
    };
  });
}

/** A series of DailyPoint; who traded is only read when it is asked for. */
export function dailyShape(scope: AdjustedScope, rows: readonly DailyStatsRow[]) {
  const oneToken = new Map(rows.map(({ day, traders }) => [day, traders]));
  let active: Promise<Map<string, TraderCounts>> | undefined;
  let all: Promise<Map<string, TraderCounts>> | undefined;
  const activeOnly = async (loaders: Loaders) =>
    countTradersDaily(await loaders.bitmaps(scope.window, scope.tokenKeys), null);
  const count =
    (day: string, whole: boolean, read: (counts: TraderCounts) => number) =>
    async (_: object, { loaders }: ApiContext): Promise<number> => {
      const one = oneToken.get(day);
      if (!whole && one !== null) return one ?? 0;
      if (whole) all ??= tradersDaily(scope, loaders);
      else active ??= all ?? activeOnly(loaders);
      const counts = await ((whole ? all : active) as Promise<Map<string, TraderCounts>>);
      return read(counts.get(day) ?? { traders: 0, newTraders: 0 });
    };
  return dailySums(scope, rows).map((sums) => ({
    ...sums,
    traders: count(sums.day, false, ({ traders }) => traders),
    newTraders: count(sums.day, true, ({ newTraders }) => newTraders),
    returningTraders: count(sums.day, true, ({ traders, newTraders }) => traders - newTraders),
  }));
}

import { netFlowUsd } from '@tokentape/core/metrics/net-flow.ts';
import type { ApiContext } from '../context.ts';
import { daysOf } from '../day.ts';
import type { Loaders } from '../loaders.ts';
import type { DailyStatsRow } from '../queries/daily-stats.ts';
import { returningTraders } from '../returning-traders.ts';
import type { TraderCounts } from '../traders.ts';
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
      passthroughs: row?.passthroughs ?? 0,
      buys: row?.buys ?? 0,
      sells: row?.sells ?? 0,
      buyUsd: row?.buyUsd ?? '0',
      sellUsd: row?.sellUsd ?? '0',
      netFlowUsd: netFlowUsd(row?.buyUsd ?? '0', row?.sellUsd ?? '0'),
    };
  });
}

/** A series of DailyPoint; who traded is only read when it is asked for. */
export function dailyShape(scope: AdjustedScope, rows: readonly DailyStatsRow[]) {
  const known = new Map(rows.map(({ day, traders }) => [day, traders]));
  let active: Promise<Int32Array> | undefined;
  let counted: Promise<Map<string, TraderCounts>> | undefined;
  const activeOn = async (loaders: Loaders, day: string, index: number): Promise<number> => {
    const own = known.get(day);
    if (own !== undefined || !known.has(day)) return own ?? 0;
    active ??= loaders.traderDays(scope.window, scope.tokenKeys);
    return (await active)[index] ?? 0;
  };
  const newOn = async (loaders: Loaders, day: string): Promise<number> => {
    counted ??= tradersDaily(scope, loaders);
    return (await counted).get(day)?.newTraders ?? 0;
  };
  return dailySums(scope, rows).map((sums, index) => ({
    ...sums,
    traders: (_: object, { loaders }: ApiContext) => activeOn(loaders, sums.day, index),
    newTraders: (_: object, { loaders }: ApiContext) => newOn(loaders, sums.day),
    returningTraders: async (_: object, { loaders }: ApiContext) =>
      returningTraders(await activeOn(loaders, sums.day, index), await newOn(loaders, sums.day)),
  }));
}

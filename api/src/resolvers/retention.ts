import { type Cohort, retentionShare, weekStart } from '@tokentape/core/metrics/retention.ts';
import { ApiError } from '../api-error.ts';
import type { ApiContext } from '../context.ts';
import { addDays, daysBetween, earlierDay, laterDay } from '../day.ts';
import { type PoolRetentionRow, poolRetention } from '../queries/pool-retention.ts';
import { countCohorts } from '../traders.ts';
import { type ScopeArgs, scopeOf } from './scope.ts';

/** Weeks when no window is asked for. */
const DEFAULT_WEEKS = 12;
/** Most weeks: their cohorts make 1,431 cells. */
const WEEKS_MAX = 53;

/** Who came back in the weeks after the first trade. */
export async function retention(
  _: unknown,
  args: ScopeArgs & { from?: string | null; to?: string | null },
  { loaders, reader }: ApiContext,
) {
  const [catalogue, { firstDay, lastDay }] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  if (firstDay === null || lastDay === null) return [];
  const to = earlierDay(args.to ?? lastDay, lastDay);
  const asked = args.from ?? addDays(weekStart(to), -7 * (DEFAULT_WEEKS - 1));
  if (args.from && args.to && args.from > args.to) throw new ApiError('BAD_ARGUMENT', 'from must not be after to.');
  const from = weekStart(laterDay(asked, firstDay));
  if (from > to) return [];
  const weeks = weeksFrom(from, to);
  if (weeks.length > WEEKS_MAX) {
    throw new ApiError('WINDOW_TOO_LARGE', `Retention covers at most ${WEEKS_MAX} weeks; ask for a shorter window.`);
  }
  const { tokenKeys, pools } = scopeOf(catalogue, args);
  const poolKeys = pools?.map(({ poolKey }) => poolKey);
  const key = `retention/${from}/${to}/${poolKeys?.join() ?? `t${tokenKeys.join()}`}`;
  const cohorts = await loaders.remember(key, async () => {
    if (poolKeys) return cohortsOf(weeks, await poolRetention(reader, from, to, poolKeys));
    const [rows, before] = await Promise.all([
      loaders.bitmaps({ from, to }, tokenKeys),
      loaders.tradersBefore(from, tokenKeys),
    ]);
    return countCohorts(rows, before, weeks);
  });
  return cohorts.map((cohort) => shape(cohort, lastDay));
}

function shape(cohort: Cohort, lastDay: string) {
  return {
    week: cohort.week,
    traders: cohort.traders,
    weeks: cohort.active.map((traders, offset) => ({
      offset,
      traders,
      share: retentionShare(cohort, offset) ?? '0',
      complete: addDays(cohort.week, offset * 7 + 6) <= lastDay,
    })),
  };
}

function weeksFrom(from: string, to: string): string[] {
  return Array.from({ length: Math.floor(daysBetween(from, to) / 7) + 1 }, (_, index) => addDays(from, index * 7));
}

function cohortsOf(weeks: readonly string[], rows: readonly PoolRetentionRow[]): Cohort[] {
  const counts = new Map(rows.map(({ first, week, traders }) => [`${first}/${week}`, traders]));
  return weeks.map((week, index) => {
    const active = weeks.slice(index).map((later) => counts.get(`${week}/${later}`) ?? 0);
    return { week, traders: active[0] ?? 0, active };
  });
}

import { ApiError } from './api-error.ts';
import { addDays, daysBetween } from './day.ts';
import type { DataOrigin } from './queries/data-origin.ts';
import type { Window } from './queries/stats.ts';
import { BUCKETS_MAX, WINDOW_DEFAULT_DAYS } from './window-limits.ts';

/**
 * The window that two optional days mean: by default the last seven indexed days.
 * @returns null when nothing is indexed and no day was given
 * @throws ApiError `BAD_ARGUMENT` when `from` is after `to`
 */
export function windowOf(
  args: { from?: string | null | undefined; to?: string | null | undefined },
  { lastDay }: Pick<DataOrigin, 'lastDay'>,
): Window | null {
  const to = args.to ?? lastDay ?? args.from;
  if (!to) return null;
  const from = args.from ?? addDays(to, 1 - WINDOW_DEFAULT_DAYS);
  if (from > to) throw new ApiError('BAD_ARGUMENT', 'from must not be after to.');
  return { from, to };
}

/** @throws ApiError `WINDOW_TOO_LARGE` that says how many days to ask for at once */
export function assertDays({ from, to }: Window, most: number, what: string): void {
  if (daysBetween(from, to) < most) return;
  throw new ApiError('WINDOW_TOO_LARGE', `${what} cover at most ${most} days: ask for so many at a time.`);
}

/** @throws ApiError `WINDOW_TOO_LARGE` when a series over the window would have too many buckets */
export function assertSeries({ from, to }: Window, bucketsPerDay = 1): void {
  if ((daysBetween(from, to) + 1) * bucketsPerDay <= BUCKETS_MAX) return;
  const days = Math.floor(BUCKETS_MAX / bucketsPerDay);
  throw new ApiError(
    'WINDOW_TOO_LARGE',
    `The window has more than ${BUCKETS_MAX} buckets: ask for at most ${days} days at a time.`,
  );
}

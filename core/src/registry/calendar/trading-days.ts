import { NEW_YORK_HALF_DAYS, NEW_YORK_HOLIDAYS } from './new-york-days.ts';
import { newYorkInstant } from './new-york-time.ts';

const HOUR = 3_600;

/** Seconds since midnight in New York. */
export const REGULAR_OPEN = 9.5 * HOUR;
export const REGULAR_CLOSE = 16 * HOUR;
export const HALF_DAY_CLOSE = 13 * HOUR;

/** What a day is to the exchange. */
export type DayKind = 'full' | 'half' | 'weekend' | 'holiday';

const years = Object.keys(NEW_YORK_HOLIDAYS).map(Number);
const daysOf = (byYear: Readonly<Record<number, readonly string[]>>) =>
  new Set(Object.entries(byYear).flatMap(([year, days]) => days.map((day) => `${year}-${day}`)));
const holidays = daysOf(NEW_YORK_HOLIDAYS);
const halfDays = daysOf(NEW_YORK_HALF_DAYS);

/** What a day (`YYYY-MM-DD`, New York) is. Throws outside the years of the calendar: a guess would price a holiday. */
export function dayKind(day: string): DayKind {
  const year = Number(day.slice(0, 4));
  if (!years.includes(year)) {
    throw new Error(
      `The New York calendar covers ${years[0]} to ${years.at(-1)}, not ${day}: add the year’s days to it`,
    );
  }
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return 'weekend';
  if (holidays.has(day)) return 'holiday';
  return halfDays.has(day) ? 'half' : 'full';
}

/** Whether the exchange opens on the day. */
export const isTradingDay = (day: string): boolean => ['full', 'half'].includes(dayKind(day));

/** The day that lies so many days later, or earlier when negative. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The first trading day after the day. */
export const nextTradingDay = (day: string): string => step(day, 1);

/** The last trading day before the day. */
export const previousTradingDay = (day: string): string => step(day, -1);

function step(day: string, direction: 1 | -1): string {
  let next = addDays(day, direction);
  while (!isTradingDay(next)) next = addDays(next, direction);
  return next;
}

/** Unix seconds of the opening of a trading day; null when the exchange does not open. */
export const openOf = (day: string): number | null =>
  isTradingDay(day) ? newYorkInstant({ day, seconds: REGULAR_OPEN }) : null;

/** Unix seconds of the close of a trading day; null when the exchange does not open. */
export function closeOf(day: string): number | null {
  if (!isTradingDay(day)) return null;
  return newYorkInstant({ day, seconds: dayKind(day) === 'half' ? HALF_DAY_CLOSE : REGULAR_CLOSE });
}

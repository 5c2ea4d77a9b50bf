import { describe, expect, it } from 'vitest';
import { NEW_YORK_HALF_DAYS, NEW_YORK_HOLIDAYS } from './new-york-days.ts';
import { newYorkInstant, newYorkTime } from './new-york-time.ts';
import { isMarketOpen, sessionAt } from './session.ts';
import { addDays, closeOf, dayKind, isTradingDay, nextTradingDay, openOf, previousTradingDay } from './trading-days.ts';

const unix = (instant: string) => Date.parse(instant) / 1_000;
const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
const iso = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

/** The n-th weekday of a month; n = −1 for the last. */
function nth(year: number, month: number, weekday: number, n: number): string {
  if (n < 0) {
    let day = iso(year, month + 1, 0);
    while (weekdayOf(day) !== weekday) day = addDays(day, -1);
    return day;
  }
  const first = iso(year, month, 1);
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (n - 1) * 7);
}

/** Saturday is kept on Friday, Sunday on Monday. */
const observed = (day: string) => addDays(day, weekdayOf(day) === 6 ? -1 : weekdayOf(day) === 0 ? 1 : 0);

/** Good Friday by the Gregorian computus (Meeus, Jones, Butcher). */
function goodFriday(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return addDays(iso(year, Math.floor(sum / 31), (sum % 31) + 1), -2);
}

/** Rule 7.2 of the exchange, written out apart from the data. New Year's Day on a Saturday is not kept. */
function holidaysByRule(year: number): string[] {
  const newYear = iso(year, 1, 1);
  return [
    ...(weekdayOf(newYear) === 6 ? [] : [observed(newYear)]),
    nth(year, 1, 1, 3),
    nth(year, 2, 1, 3),
    goodFriday(year),
    nth(year, 5, 1, -1),
    ...(year >= 2022 ? [observed(iso(year, 6, 19))] : []),
    observed(iso(year, 7, 4)),
    nth(year, 9, 1, 1),
    nth(year, 11, 4, 4),
    observed(iso(year, 12, 25)),
  ].sort();
}

/** The day after Thanksgiving, and the eves of Independence Day and Christmas when they are trading days before a weekday. */
function halfDaysByRule(year: number): string[] {
  const eve = (day: string) => {
    const before = addDays(day, -1);
    return weekdayOf(day) >= 2 && weekdayOf(day) <= 5 && isTradingDay(before) ? [before] : [];
  };
  return [...eve(iso(year, 7, 4)), addDays(nth(year, 11, 4, 4), 1), ...eve(iso(year, 12, 25))].sort();
}

const years = Object.keys(NEW_YORK_HOLIDAYS).map(Number);

describe('New York days', () => {
  it('cover 2020 to 2027', () => {
    expect(years).toEqual([2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027]);
    expect(Object.keys(NEW_YORK_HALF_DAYS).map(Number)).toEqual(years);
    expect(() => dayKind('2028-01-03')).toThrow(/covers 2020 to 2027/);
  });

  it.each(years)('%i follow the rules of the exchange, apart from days of mourning', (year) => {
    const stored = NEW_YORK_HOLIDAYS[year]!.map((day) => `${year}-${day}`);
    expect(stored.filter((day) => day !== '2025-01-09')).toEqual(holidaysByRule(year));
    expect(NEW_YORK_HALF_DAYS[year]!.map((day) => `${year}-${day}`)).toEqual(halfDaysByRule(year));
  });

  it('count 250 or so trading days a year', () => {
    const count = (year: number) => {
      let days = 0;
      for (let day = iso(year, 1, 1); day <= iso(year, 12, 31); day = addDays(day, 1)) if (isTradingDay(day)) days += 1;
      return days;
    };
    // As published by the exchange and counted in every almanac of it.
    expect([2020, 2021, 2022, 2023, 2024, 2025].map(count)).toEqual([253, 252, 251, 250, 252, 250]);
  });

  it('step over weekends and holidays', () => {
    expect(nextTradingDay('2025-07-03')).toBe('2025-07-07');
    expect(previousTradingDay('2025-07-07')).toBe('2025-07-03');
    expect(previousTradingDay('2025-01-10')).toBe('2025-01-08');
    expect(previousTradingDay('2022-01-03')).toBe('2021-12-31');
  });

  it('open at 09:30 and close at 16:00, or 13:00 on half-days, in summer and in winter', () => {
    expect(openOf('2025-06-30')).toBe(unix('2025-06-30T13:30:00Z'));
    expect(closeOf('2025-06-30')).toBe(unix('2025-06-30T20:00:00Z'));
    expect(openOf('2025-12-24')).toBe(unix('2025-12-24T14:30:00Z'));
    expect(closeOf('2025-12-24')).toBe(unix('2025-12-24T18:00:00Z'));
    expect([openOf('2025-07-04'), closeOf('2025-07-05')]).toEqual([null, null]);
  });
});

describe('New York time', () => {
  it.each([
    ['2025-06-30T00:00:00Z', '2025-06-29', 20],
    ['2025-01-15T03:30:00Z', '2025-01-14', 22.5],
    // Daylight saving begins at 07:00 and ends at 06:00 UTC.
    ['2026-03-08T06:59:59Z', '2026-03-08', 1 + 3_599 / 3_600],
    ['2026-03-08T07:00:00Z', '2026-03-08', 3],
    ['2026-11-01T05:59:59Z', '2026-11-01', 1 + 3_599 / 3_600],
    ['2026-11-01T06:00:00Z', '2026-11-01', 1],
  ])('at %s is %s, hour %d', (instant, day, hour) => {
    expect(newYorkTime(unix(instant))).toEqual({ day, seconds: Math.round(hour * 3_600) });
  });

  it('goes back to the instant, on the days of the change too', () => {
    for (const day of ['2025-01-02', '2025-07-01', '2026-03-08', '2026-03-09', '2026-11-01', '2026-11-02']) {
      for (const seconds of [4 * 3_600, 9.5 * 3_600, 16 * 3_600, 20 * 3_600]) {
        expect(newYorkTime(newYorkInstant({ day, seconds }))).toEqual({ day, seconds });
      }
    }
  });
});

describe('sessions', () => {
  it.each([
    // Monday, summer time: UTC−4.
    ['2025-06-30T07:59:59Z', 'overnight'],
    ['2025-06-30T08:00:00Z', 'pre'],
    ['2025-06-30T13:29:59Z', 'pre'],
    ['2025-06-30T13:30:00Z', 'regular'],
    ['2025-06-30T19:59:59Z', 'regular'],
    ['2025-06-30T20:00:00Z', 'post'],
    ['2025-07-01T00:00:00Z', 'overnight'],
    // Winter time: UTC−5.
    ['2025-12-01T14:29:59Z', 'pre'],
    ['2025-12-01T14:30:00Z', 'regular'],
    ['2025-12-01T21:00:00Z', 'post'],
    // Weekend from Friday 20:00 to Sunday 20:00.
    ['2025-06-27T23:59:59Z', 'post'],
    ['2025-06-28T00:00:00Z', 'weekend'],
    ['2025-06-29T23:59:59Z', 'weekend'],
    ['2025-06-30T00:00:00Z', 'overnight'],
    // Half-day, then Independence Day on a Friday.
    ['2025-07-03T16:59:59Z', 'regular'],
    ['2025-07-03T17:00:00Z', 'post'],
    ['2025-07-04T00:00:00Z', 'holiday'],
    ['2025-07-04T15:00:00Z', 'holiday'],
    ['2025-07-05T00:00:00Z', 'weekend'],
    // Labor Day is a Monday: its Sunday evening is holiday, its own evening leads to Tuesday.
    ['2025-09-01T00:30:00Z', 'holiday'],
    ['2025-09-02T00:00:00Z', 'overnight'],
    // Observed on Monday because Sunday is Christmas.
    ['2022-12-26T15:00:00Z', 'holiday'],
  ] as const)('at %s is %s', (instant, session) => {
    expect(sessionAt(unix(instant))).toBe(session);
    expect(isMarketOpen(unix(instant))).toBe(session === 'regular');
  });
});

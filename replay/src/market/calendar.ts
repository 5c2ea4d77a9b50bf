/** Milliseconds of an hour and a day. */
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** The day before the launch: tokens are minted and the first pools filled, nothing is traded. */
export const SETUP_START = Date.UTC(2025, 5, 29);
/** The launch week: 2025-06-30 00:00 UTC to 2025-07-06 24:00 UTC. */
export const WEEK_START = SETUP_START + DAY;
export const WEEK_DAYS = 7;
export const WEEK_END = WEEK_START + WEEK_DAYS * DAY;

/** `YYYY-MM-DD` of a day of the week, 0 for 2025-06-30. */
export function dayName(day: number): string {
  return new Date(WEEK_START + day * DAY).toISOString().slice(0, 10);
}

/** Share of a day's trades in each UTC hour: busiest while New York trades, 13:30 to 20:00. */
export const HOURLY_ACTIVITY = [
  3, 3, 2.5, 2.5, 2.5, 2.5, 3, 3.5, 4, 4, 4, 4.5, 5.5, 8, 9.5, 8.5, 7.5, 7, 6.5, 6, 5, 4.5, 4, 3.5,
];

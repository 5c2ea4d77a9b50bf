const DAY_MILLISECONDS = 86_400_000;

/** Whether a text names a real UTC day between 1970 and 9999, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return time >= 0 && new Date(time).toISOString().startsWith(text);
}

/** The UTC day of an instant. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** The day `count` days after `day`, before it when negative. */
export function addDays(day: string, count: number): string {
  return dayOf(new Date(startOf(day).getTime() + count * DAY_MILLISECONDS));
}

/** The first instant of a UTC day. */
export function startOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Days from `from` to `to`, 0 for the same day. */
export function daysBetween(from: string, to: string): number {
  return (startOf(to).getTime() - startOf(from).getTime()) / DAY_MILLISECONDS;
}

/** Every day from `from` to `to`, both included. */
export function daysOf(from: string, to: string): string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
}

/** The earlier of two days. */
export function earlierDay(a: string, b: string): string {
  return daysBetween(a, b) > 0 ? a : b;
}

/** The later of two days. */
export function laterDay(a: string, b: string): string {
  return daysBetween(a, b) > 0 ? b : a;
}

/** The first day of the month of a day. */
export function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** The first day of the month after that of a day. */
export function monthAfter(day: string): string {
  return monthOf(addDays(monthOf(day), 31));
}

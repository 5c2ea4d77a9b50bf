/** The clock and the day of New York at an instant. */
export interface NewYorkTime {
  /** `YYYY-MM-DD`. */
  day: string;
  /** Seconds since midnight on the wall clock. */
  seconds: number;
}

const HOUR = 3_600;

const wallClock = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** Offset of New York from UTC in seconds by hour; it only changes on the hour. */
const offsets = new Map<number, number>();

/** Seconds that New York is ahead of UTC at an instant in Unix seconds: −18,000 in winter, −14,400 in summer. */
function offsetAt(time: number): number {
  const hour = Math.floor(time / HOUR);
  let offset = offsets.get(hour);
  if (offset === undefined) {
    const parts = wallClock.formatToParts(hour * HOUR * 1_000).map(({ type, value }) => [type, Number(value)] as const);
    const at = Object.fromEntries(parts) as Record<string, number>;
    offset = Date.UTC(at.year!, at.month! - 1, at.day!, at.hour!, at.minute!, at.second!) / 1_000 - hour * HOUR;
    offsets.set(hour, offset);
  }
  return offset;
}

/** What clock and calendar say in New York at an instant in Unix seconds. */
export function newYorkTime(time: number): NewYorkTime {
  const local = Math.floor(time + offsetAt(time));
  const seconds = ((local % 86_400) + 86_400) % 86_400;
  return { day: new Date((local - seconds) * 1_000).toISOString().slice(0, 10), seconds };
}

/** Unix seconds of a wall-clock time on a New York day. No exchange time falls into the hour that daylight saving moves. */
export function newYorkInstant({ day, seconds }: NewYorkTime): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) / 1_000 + seconds;
  return asUtc - offsetAt(asUtc + 5 * HOUR);
}

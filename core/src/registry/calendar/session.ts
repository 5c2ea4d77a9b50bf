import { newYorkTime } from './new-york-time.ts';
import { addDays, dayKind, HALF_DAY_CLOSE, REGULAR_CLOSE, REGULAR_OPEN } from './trading-days.ts';

/** The part of the market's week that an instant lies in. */
export const sessions = ['pre', 'regular', 'post', 'overnight', 'weekend', 'holiday'] as const;

export type Session = (typeof sessions)[number];

const PRE_OPEN = 4 * 3_600;
const POST_CLOSE = 20 * 3_600;

/**
 * The session at an instant in Unix seconds. A night from 20:00 to 04:00 belongs to the trade date that it leads to:
 * Sunday evening is overnight, Friday evening is weekend, and the evening before a holiday is holiday.
 * On a half-day the post-market follows the close at 13:00.
 */
export function sessionAt(time: number): Session {
  const { day, seconds } = newYorkTime(time);
  const evening = seconds >= POST_CLOSE;
  const kind = dayKind(evening ? addDays(day, 1) : day);
  if (kind === 'weekend' || kind === 'holiday') return kind;
  if (evening || seconds < PRE_OPEN) return 'overnight';
  if (seconds < REGULAR_OPEN) return 'pre';
  return seconds < (kind === 'half' ? HALF_DAY_CLOSE : REGULAR_CLOSE) ? 'regular' : 'post';
}

/** Whether the listing exchange is open: the only time at which a premium exists. */
export const isMarketOpen = (time: number): boolean => sessionAt(time) === 'regular';

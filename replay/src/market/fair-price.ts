import { DAY, HOUR, WEEK_START } from './calendar.ts';
import type { Random } from './random.ts';

/** USD at a time (Unix milliseconds). */
export type PricePath = (time: number) => number;

/** Swings around the line through the daily prices: period and height relative to the price. */
const SWINGS = [
  { hours: 9.3, height: 0.004 },
  { hours: 2.1, height: 0.0022 },
  { hours: 0.47, height: 0.0011 },
];

/** A smooth path through daily prices, that all traders think fair: the sample market's stand-in for the exchange. */
export function pricePath(prices: readonly number[], random: Random): PricePath {
  const phases = SWINGS.map(() => random.between(0, 2 * Math.PI));
  return (time) => {
    const days = Math.min(Math.max((time - WEEK_START) / DAY, 0), prices.length - 1);
    const day = Math.floor(days);
    const from = prices[day]!;
    const to = prices[day + 1] ?? from;
    const swing = SWINGS.reduce(
      (sum, { hours, height }, which) =>
        sum + height * Math.sin(phases[which]! + (2 * Math.PI * time) / (hours * HOUR)),
      0,
    );
    return (from + (to - from) * (days - day)) * (1 + swing);
  };
}

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

/**
 * More people buy the stock on chain than sell it, so that pools stand about this far above what traders think fair. Measured on
 * the sample: the mean premium of the head tickers over fair was 0.8 to 1.5 %.
 */
const POOLS_STAND_ABOVE = 0.011;
/** The exchange moves around the pools in a rhythm of its own, so that premiums have both signs. */
const EXCHANGE_SWING = { hours: 17, height: 0.012 };

/** What the exchange prints of a stock that traders on chain think worth `fair`: the sample's reference price. */
export function exchangePath(fair: PricePath, random: Random): PricePath {
  const phase = random.between(0, 2 * Math.PI);
  const { hours, height } = EXCHANGE_SWING;
  return (time) =>
    fair(time) * (1 + POOLS_STAND_ABOVE + height * Math.sin(phase + (2 * Math.PI * time) / (hours * HOUR)));
}

/** A smooth path through daily prices, that all traders think fair. */
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

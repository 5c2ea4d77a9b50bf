import { type Decimal, ratio } from '../decimal.ts';
import type { Reference } from '../metrics/premium.ts';
import { FEED_HEARTBEAT_SECONDS, type FeedAnswer } from './reference.ts';

/** The reference of one underlying at any moment of a stretch of time, for many questions. */
export interface ReferenceSeries {
  /** What `referenceAt` says of the same answers. */
  at(time: number): Reference | null;
  /** USD per share by the first answer that held in [from, until]; null without one. */
  first(from: number, until: number): Decimal | null;
  /** USD per share by the last answer that held in [from, until]; null without one. */
  last(from: number, until: number): Decimal | null;
}

/** Sorts answers once: each question then costs a binary search. */
export function referenceSeries(answers: readonly FeedAnswer[]): ReferenceSeries {
  // The later in this order wins: of answers from one second the smallest id.
  const sorted = answers
    .map(({ token, updatedTime, priceUsd, multiplier }) => ({
      token,
      time: updatedTime,
      priceUsd: ratio(priceUsd, multiplier ?? '1'),
    }))
    .sort((a, b) => a.time - b.time || (a.token < b.token ? 1 : -1));

  /** Position of the first answer after a moment. */
  const after = (time: number): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.time <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const within = (i: number, from: number, until: number): Decimal | null => {
    const answer = sorted[i];
    return answer && answer.time >= from && answer.time <= until ? answer.priceUsd : null;
  };
  return {
    at(time) {
      const answer = sorted[after(time) - 1];
      if (!answer || answer.priceUsd === null) return null;
      return { priceUsd: answer.priceUsd, time: answer.time, maxAgeSeconds: FEED_HEARTBEAT_SECONDS };
    },
    first(from, until) {
      const next = sorted[after(from - 1)];
      // The last of those from the same second, as `at` takes it.
      return next ? within(after(next.time) - 1, from, until) : null;
    },
    last: (from, until) => within(after(until) - 1, from, until),
  };
}

import { type Decimal, ratio } from '../decimal.ts';
import type { Reference } from '../metrics/premium.ts';

/**
 * Seconds after which a feed that has not answered is stale: the heartbeat of all equity feeds.
 * Source: Chainlink's feed directory, `heartbeat` 86400 of every tokenized equity feed on Base and Robinhood Chain.
 */
export const FEED_HEARTBEAT_SECONDS = 86_400;

/** An oracle's answer for one token of an underlying. */
export interface FeedAnswer {
  /** What the feed prices, as an id: of answers from the same second the smallest id is taken. */
  token: string;
  /** USD per whole token: the share's price times the multiplier already. */
  priceUsd: Decimal;
  /** Unix seconds at which the oracle says that it held. */
  updatedTime: number;
  /** Shares per token in force at `updatedTime`; null before the token's first announcement, which stands for one. */
  multiplier: Decimal | null;
}

/**
 * The reference of an underlying at a moment: the latest answer, of whichever of its tokens, that held by then, as USD per
 * share. Null without one. It may be older than its limit: that makes it no basis of a premium, but still the last print
 * that a drift is measured from.
 */
export function referenceAt(answers: Iterable<FeedAnswer>, time: number): Reference | null {
  let latest: FeedAnswer | null = null;
  for (const answer of answers) {
    if (answer.updatedTime <= time && (latest === null || isAfter(answer, latest))) latest = answer;
  }
  const priceUsd = latest === null ? null : ratio(latest.priceUsd, latest.multiplier ?? '1');
  if (latest === null || priceUsd === null) return null;
  return { priceUsd, time: latest.updatedTime, maxAgeSeconds: FEED_HEARTBEAT_SECONDS };
}

function isAfter(a: FeedAnswer, b: FeedAnswer): boolean {
  return a.updatedTime > b.updatedTime || (a.updatedTime === b.updatedTime && a.token < b.token);
}

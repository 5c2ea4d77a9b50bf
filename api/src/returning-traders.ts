import { returningTraderCount } from '@tokentape/core/metrics/returning-traders.ts';

/**
 * Traders that are not new, from counts that an answer reads one after the other: where a batch is committed in between, the
 * later count of new traders may pass the earlier one of all.
 */
export const returningTraders = (traders: number, newTraders: number): number =>
  returningTraderCount(Math.max(traders, newTraders), newTraders);

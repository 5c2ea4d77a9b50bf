import { powerQ64 } from './power.ts';
import type { RangeFee } from './range.ts';

/** A fee that falls from a first one by periods that are counted in seconds from a moment on. */
export interface FeeSchedule {
  /** The fee of the first period, in 10^-9. */
  first: number;
  /** After how many periods it falls no further. */
  periods: number;
  /** Length of a period. */
  seconds: number;
  /** Less in every period: in 10^-9 where it falls linearly, else a share of it in basis points. */
  reduction: number;
  decay: 'linear' | 'exponential';
  /** Unix seconds; before it only those trade who were promised the last fee. */
  start: number;
}

/** The fee of a pool of one range: always the same, or by a schedule. */
export type RangeFeeTerms = RangeFee | { on: RangeFee['on']; schedule: FeeSchedule };

const BASIS_POINTS = 10_000n;
const Q64 = 64n;

/**
 * The fee that a swap at `time` (Unix seconds) meets; without a time the last one of the schedule. Source: MeteoraAg/damm-v2
 * programs/cp-amm/src/base_fee/fee_time_scheduler.rs and fee_math.rs get_fee_in_period.
 */
export function rangeFeeAt(terms: RangeFeeTerms, time?: number): RangeFee {
  if ('nano' in terms) return terms;
  const { on, schedule } = terms;
  const { first, periods, seconds, reduction, decay, start } = schedule;
  const begun = time !== undefined && time >= start;
  const passed = begun ? Math.min(Math.floor((time - start) / seconds), periods) : periods;
  if (decay === 'linear') return { nano: first - reduction * passed, on };
  const left = (1n << Q64) - (BigInt(reduction) << Q64) / BASIS_POINTS;
  return { nano: Number((powerQ64(left, passed) * BigInt(first)) >> Q64), on };
}

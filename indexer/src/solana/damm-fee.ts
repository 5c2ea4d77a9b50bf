import type { FeeSchedule } from '@tokentape/core/curves/range-fee.ts';

/** The fee of a DAMM v2 pool as its opening event or its account has it. */
export interface DammFee {
  /** In 10^-9. */
  first: bigint;
  periods: number;
  /** Length of a period, in seconds or in slots. */
  frequency: bigint;
  reduction: bigint;
  mode: number;
  /** Whether a part moves with volatility. */
  dynamic: boolean;
  /** What activation and periods count in. */
  unit: 'slot' | 'second';
  activation: bigint;
}

const DECAYS = ['linear', 'exponential'] as const;

/**
 * The fee as far as these terms alone tell it: one that never changes, or by a schedule in seconds. Null where it moves with
 * volatility, with what is traded or with the price, or by slots, whose times nobody knows beforehand.
 */
export function dammFee(fee: DammFee): { nano: number } | { schedule: FeeSchedule } | null {
  const { first, periods, frequency, reduction, unit, activation } = fee;
  const decay = DECAYS[fee.mode];
  if (fee.dynamic || decay === undefined) return null;
  if (periods === 0 || frequency === 0n || reduction === 0n) return { nano: Number(first) };
  const [seconds, start] = [Number(frequency), Number(activation)];
  if (unit === 'slot' || !Number.isSafeInteger(seconds) || !Number.isSafeInteger(start)) return null;
  return { schedule: { first: Number(first), periods, seconds, reduction: Number(reduction), decay, start } };
}

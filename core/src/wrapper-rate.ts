import { type Decimal, ratio, times } from './decimal.ts';
import type { UnitRule } from './registry/types.ts';
import { changesInForce, inForceFrom, type MultiplierChange, multiplierAt } from './units.ts';

/** What a wrapper holds: the rule of the wrapped token, and the changes of its multiplier in the order of their announcement. */
export interface Wrapped {
  unitRule: UnitRule;
  changes: readonly MultiplierChange[];
}

/**
 * Shares that one wrapped token stands for at a time: the rate that the last deposit or withdrawal showed, in tokens of what
 * is wrapped, carried on by what that has rebased since, and through its own multiplier where it has one.
 * @param shown rates as they were shown, in order
 * @returns null before the first was shown, or when the wrapped token's shares are not known
 */
export function wrapperRateAt(shown: readonly MultiplierChange[], base: Wrapped, time: number): Decimal | null {
  const last = changesInForce(shown).findLast((change) => inForceFrom(change) <= time);
  if (last === undefined) return null;
  const multiplier = (at: number): Decimal => multiplierAt(base.changes, at) ?? '1';
  switch (base.unitRule) {
    case 'rebasing':
      return ratio(times(last.value, multiplier(time)), multiplier(inForceFrom(last)));
    case 'raw-stable':
      return times(last.value, multiplier(time));
    case 'plain':
      return last.value;
    case 'wrapper':
    case 'unknown':
      return null;
  }
}

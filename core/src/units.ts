import { type Decimal, fromRaw, ratio, times } from './decimal.ts';
import type { UnitRule } from './registry/types.ts';

/** What turns raw units of a token into shares at one moment. */
export interface UnitState {
  decimals: number | null;
  unitRule: UnitRule;
  /** Multiplier in force, for `raw-stable`; null when it is not known. */
  multiplier: Decimal | null;
  /** Shares that one wrapped token converts to, for `wrapper`; null when it is not known. */
  wrapperRate: Decimal | null;
}

/** A change of a token's multiplier, in force from `effectiveTime` (Unix seconds) on. */
export interface MultiplierChange {
  value: Decimal;
  effectiveTime: number;
}

/** Shares that one displayed token stands for; null when that is not known. */
export function sharesPerToken({ unitRule, multiplier, wrapperRate }: UnitState): Decimal | null {
  switch (unitRule) {
    case 'raw-stable':
      return multiplier;
    case 'wrapper':
      return wrapperRate;
    case 'rebasing':
    case 'plain':
      return '1';
    case 'unknown':
      return null;
  }
}

/** Raw units as shares, exact; null when decimals or the rule's factor are not known. */
export function shares(raw: bigint, units: UnitState): Decimal | null {
  const perToken = sharesPerToken(units);
  return units.decimals === null || perToken === null ? null : times(fromRaw(raw, units.decimals), perToken);
}

/**
 * Units that outlive a rebase as shares, exact: raw units of most tokens, of a rebasing token what its balances were
 * divided by. Null when decimals or the rule's factor are not known.
 */
export function sharesOfUnits(
  units: Decimal,
  { decimals, unitRule, multiplier, wrapperRate }: UnitState,
): Decimal | null {
  const factor = unitRule === 'rebasing' ? multiplier : sharesPerToken({ decimals, unitRule, multiplier, wrapperRate });
  return decimals === null || factor === null ? null : times(fromRaw(units, decimals), factor);
}

/** Price of a share from the price of a token; null when the factor is not known or zero. */
export function pricePerShare(pricePerToken: Decimal, units: UnitState): Decimal | null {
  const perToken = sharesPerToken(units);
  return perToken === null ? null : ratio(pricePerToken, perToken);
}

/** The multiplier in force at a time: the latest change that has taken effect; null before the first. */
export function multiplierAt(changes: Iterable<MultiplierChange>, time: number): Decimal | null {
  let latest: MultiplierChange | null = null;
  for (const change of changes) {
    if (change.effectiveTime > time) continue;
    if (latest === null || change.effectiveTime >= latest.effectiveTime) latest = change;
  }
  return latest?.value ?? null;
}

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

/** When a change of a token's multiplier was announced and from when on it counts, in Unix seconds. */
export interface AnnouncedChange {
  announcedTime: number;
  effectiveTime: number;
}

/** A change of a token's multiplier. */
export interface MultiplierChange extends AnnouncedChange {
  value: Decimal;
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

/** From when a change is in force: never before it was announced. */
export const inForceFrom = ({ announcedTime, effectiveTime }: AnnouncedChange): number =>
  Math.max(announcedTime, effectiveTime);

/**
 * The changes that came or will come into force, in the order in which they do. One that is replaced before its effective
 * time never does. `changes` stand in the order of their announcement.
 */
export function changesInForce<Change extends AnnouncedChange>(changes: Iterable<Change>): Change[] {
  const standing: Change[] = [];
  for (const change of changes) {
    while (standing.length > 0 && standing.at(-1)!.effectiveTime > change.announcedTime) standing.pop();
    standing.push(change);
  }
  return standing;
}

/** The multiplier in force at a time; null before the first. `changes` stand in the order of their announcement. */
export function multiplierAt(changes: Iterable<MultiplierChange>, time: number): Decimal | null {
  return changesInForce(changes).findLast((change) => inForceFrom(change) <= time)?.value ?? null;
}

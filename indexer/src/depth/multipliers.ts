import { type AnnouncedChange, changesInForce, inForceFrom } from '@tokentape/core/units.ts';

/** A multiplier as an exact quotient. */
export interface MultiplierRatio {
  numerator: bigint;
  denominator: bigint;
}

const ONE: MultiplierRatio = { numerator: 1n, denominator: 1n };

/** Multipliers of tokens over time. */
export class Multipliers {
  /** Those in force or to come, in that order: what was replaced before its time is left out. */
  readonly #byToken = new Map<number, (AnnouncedChange & { ratio: MultiplierRatio })[]>();

  /** To be called in the order of announcement. @param value exact decimal string; times in Unix seconds */
  observe(token: number, value: string, { announcedTime, effectiveTime }: AnnouncedChange): void {
    const change = { announcedTime, effectiveTime, ratio: ratioOf(value) };
    this.#byToken.set(token, changesInForce([...(this.#byToken.get(token) ?? []), change]));
  }

  /** The multiplier in force at a moment; one before the first. */
  at(token: number, time: number): MultiplierRatio {
    return this.#byToken.get(token)?.findLast((change) => inForceFrom(change) <= time)?.ratio ?? ONE;
  }
}

function ratioOf(value: string): MultiplierRatio {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(value);
  if (!match) throw new Error(`"${value}" is not a multiplier: a positive decimal number was expected`);
  const fraction = match[2] ?? '';
  return { numerator: BigInt(match[1]! + fraction), denominator: 10n ** BigInt(fraction.length) };
}

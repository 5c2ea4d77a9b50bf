/** A multiplier as an exact quotient. */
export interface MultiplierRatio {
  numerator: bigint;
  denominator: bigint;
}

const ONE: MultiplierRatio = { numerator: 1n, denominator: 1n };

/** Multipliers of tokens over time. */
export class Multipliers {
  readonly #byToken = new Map<number, { from: number; ratio: MultiplierRatio }[]>();

  /** @param value exact decimal string. Of two with the same effective time the later announced one holds. */
  observe(token: number, value: string, effectiveTime: number): void {
    const list = this.#byToken.get(token) ?? [];
    list.push({ from: effectiveTime, ratio: ratioOf(value) });
    list.sort((a, b) => a.from - b.from);
    this.#byToken.set(token, list);
  }

  /** The multiplier in force at a moment; one before the first. */
  at(token: number, time: number): MultiplierRatio {
    return this.#byToken.get(token)?.findLast(({ from }) => from <= time)?.ratio ?? ONE;
  }
}

function ratioOf(value: string): MultiplierRatio {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(value);
  if (!match) throw new Error(`"${value}" is not a multiplier: a positive decimal number was expected`);
  const fraction = match[2] ?? '';
  return { numerator: BigInt(match[1]! + fraction), denominator: 10n ** BigInt(fraction.length) };
}

/** Decimals that every value is held with: those of core's dollars. */
const PLACES = 12;

/**
 * An exact sum of decimal numbers. It prints as PostgreSQL prints `sum()` of the same numbers: with as many decimals as the
 * one that has most.
 */
export interface Decimal {
  /** In 10^−12. */
  value: bigint;
  decimals: number;
}

export const zero = (): Decimal => ({ value: 0n, decimals: 0 });

/** Reads a non-negative decimal string of at most 12 places. */
export function decimalOf(text: string): Decimal {
  const point = text.indexOf('.');
  if (point < 0) return { value: BigInt(`${text}000000000000`), decimals: 0 };
  const decimals = text.length - point - 1;
  if (decimals > PLACES) throw new Error(`"${text}" has more than ${PLACES} decimals`);
  return { value: BigInt(text.slice(0, point) + text.slice(point + 1) + '0'.repeat(PLACES - decimals)), decimals };
}

/** Adds to a sum, or takes from it when `sign` is −1. */
export function addTo(sum: Decimal, part: Decimal, sign: 1 | -1 = 1): void {
  sum.value = sign === 1 ? sum.value + part.value : sum.value - part.value;
  if (part.decimals > sum.decimals) sum.decimals = part.decimals;
}

export const absolute = (sum: Decimal): Decimal =>
  sum.value < 0n ? { value: -sum.value, decimals: sum.decimals } : sum;

/** Text of a non-negative sum. */
export function decimalText({ value, decimals }: Decimal): string {
  const digits = value.toString().padStart(PLACES + 1, '0');
  const whole = digits.slice(0, -PLACES);
  return decimals === 0 ? whole : `${whole}.${digits.slice(-PLACES, digits.length - PLACES + decimals)}`;
}

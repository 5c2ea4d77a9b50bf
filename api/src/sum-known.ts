import { type Decimal, sum } from '@tokentape/core/decimal.ts';

/** The exact sum of the known values; null when none is known. */
export function sumKnown(values: readonly (Decimal | null | undefined)[]): Decimal | null {
  const known = values.filter((value) => value !== null && value !== undefined);
  return known.length === 0 ? null : sum(known);
}

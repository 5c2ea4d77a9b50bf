/** An exact quotient of integers, `denominator` > 0. */
export interface Ratio {
  numerator: bigint;
  denominator: bigint;
}

/** Digits behind the point of every share that the curves give out. */
export const SHARE_DIGITS = 12;
const SHARE_SCALE = 10n ** BigInt(SHARE_DIGITS);

/** The quotient in units of 10^−12, to the nearest, halves away from zero. */
export function scaledShare(numerator: bigint, denominator: bigint): bigint {
  const twice = 2n * numerator * SHARE_SCALE;
  return (twice < 0n ? twice - denominator : twice + denominator) / (2n * denominator);
}

/** Units of 10^−12 as a decimal string with all twelve digits. */
export function shareText(scaled: bigint): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(SHARE_DIGITS + 1, '0');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -SHARE_DIGITS)}.${digits.slice(-SHARE_DIGITS)}`;
}

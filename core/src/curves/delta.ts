import { CurveError } from './curve-error.ts';
import type { Ratio } from './ratio.ts';

const BPS = 10_000n;

/**
 * The factor on the price of token 0 in token 1 when the stock's price in the quote moves by ±δ: inverted when the quote is token 0.
 * @throws CurveError `field-invalid` unless δ is a whole number of basis points in (0, 10,000)
 */
export function priceFactor(quote: 0 | 1, side: 'ask' | 'bid', deltaBps: number): Ratio {
  if (!Number.isInteger(deltaBps) || deltaBps <= 0 || deltaBps >= 10_000) {
    throw new CurveError(
      'field-invalid',
      `δ must be a whole number of basis points between 0 and 10,000, not ${deltaBps}.`,
    );
  }
  const moved = side === 'ask' ? BPS + BigInt(deltaBps) : BPS - BigInt(deltaBps);
  return quote === 1 ? { numerator: moved, denominator: BPS } : { numerator: BPS, denominator: moved };
}

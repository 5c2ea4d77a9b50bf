import { type Curve, mathOf } from './curve.ts';
import type { Depth } from './curve-math.ts';

/**
 * Raw quote that a taker can trade before the marginal price has moved by each δ, before fees (METRICS.md, depth ±δ).
 * Equals what a swap without fee gives when its price limit is P(1 ± δ).
 * @param deltasBps δ in basis points, whole, in (0, 10,000); answers come in the same order
 * @throws CurveError `field-invalid` on another δ
 */
export function depthAt(pool: Curve, quote: 0 | 1, deltasBps: readonly number[]): Depth {
  return mathOf(pool).depth(pool, quote, deltasBps);
}

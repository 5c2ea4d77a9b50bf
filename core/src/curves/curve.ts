import { concentratedCurve } from './concentrated-curve.ts';
import type { ConcentratedPool } from './concentrated-pool.ts';
import type { ConstantProductPool } from './constant-product.ts';
import { constantProductCurve } from './constant-product-curve.ts';
import type { CurveMath } from './curve-math.ts';

/** The state of any pool whose curve is known. */
export type Curve = ConcentratedPool | ConstantProductPool;

/** The maths that belongs to a pool's shape. */
export function mathOf(pool: Curve): CurveMath<Curve> {
  return ('ticks' in pool ? concentratedCurve : constantProductCurve) as CurveMath<Curve>;
}

import type { BinPool } from './bins.ts';
import { binsCurve } from './bins-curve.ts';
import { concentratedCurve } from './concentrated-curve.ts';
import type { ConcentratedPool } from './concentrated-pool.ts';
import type { ConstantProductPool } from './constant-product.ts';
import { constantProductCurve } from './constant-product-curve.ts';
import type { CurveMath } from './curve-math.ts';
import type { RangePool } from './range.ts';
import { rangeCurve } from './range-curve.ts';
import type { StablePool } from './stable.ts';
import { stableCurve } from './stable-curve.ts';

/** The state of any pool whose curve is known. */
export type Curve = ConcentratedPool | ConstantProductPool | BinPool | StablePool | RangePool;

function shapeOf(pool: Curve) {
  if ('ticks' in pool) return concentratedCurve;
  if ('bins' in pool) return binsCurve;
  if ('sqrtLow' in pool) return rangeCurve;
  return 'decimals0' in pool ? stableCurve : constantProductCurve;
}

/** The maths that belongs to a pool's shape. */
export function mathOf(pool: Curve): CurveMath<Curve> {
  return shapeOf(pool) as CurveMath<Curve>;
}

import { checkRange } from './apply-liquidity.ts';
import type { ConcentratedPool } from './concentrated-pool.ts';
import { amount0Between, amount1Between } from './sqrt-price-math.ts';
import { sqrtPriceAtTick } from './tick-math.ts';

/**
 * Raw tokens that go in with `delta` > 0 liquidity in [lower, upper), rounded up, or come out with `delta` < 0, rounded down.
 * Both amounts are ≥ 0: the sign of `delta` tells the direction. Source: Uniswap v3-core UniswapV3Pool._modifyPosition.
 * @throws CurveError on a bad range
 */
export function amountsForLiquidity(
  pool: ConcentratedPool,
  lower: number,
  upper: number,
  delta: bigint,
): { amount0: bigint; amount1: bigint } {
  checkRange(pool, lower, upper);
  const { resolution, program, sqrtPrice, tick } = pool;
  const roundUp = delta > 0n;
  const liquidity = roundUp ? delta : -delta;
  const from = sqrtPriceAtTick(lower, resolution, program);
  const to = sqrtPriceAtTick(upper, resolution, program);
  const below = tick < lower;
  const above = tick >= upper;
  const amount0 = above ? 0n : amount0Between(below ? from : sqrtPrice, to, liquidity, roundUp, resolution);
  const amount1 = below ? 0n : amount1Between(from, above ? to : sqrtPrice, liquidity, roundUp, resolution);
  return { amount0, amount1 };
}

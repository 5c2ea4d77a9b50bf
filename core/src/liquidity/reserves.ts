import { amountsForLiquidity } from '../curves/amounts-for-liquidity.ts';
import { rangeAmount0, rangeAmount1 } from '../curves/range.ts';
import type { KnownCurve } from './pool-curve.ts';

/** Raw reserves of a pool: those stated, those of all bins, or for a concentrated pool what its positions would pay out now, fees apart. */
export function reservesOf(pool: KnownCurve): { reserve0: bigint; reserve1: bigint } {
  if ('bins' in pool) {
    const sum = (side: 'amount0' | 'amount1') => pool.bins.reduce((total, bin) => total + bin[side], 0n);
    return { reserve0: sum('amount0'), reserve1: sum('amount1') };
  }
  if ('sqrtLow' in pool) {
    const { sqrtPrice, liquidity, sqrtLow, sqrtHigh } = pool;
    return {
      reserve0: rangeAmount0(sqrtPrice, sqrtHigh, liquidity, false),
      reserve1: rangeAmount1(sqrtLow, sqrtPrice, liquidity, false),
    };
  }
  if (!('ticks' in pool)) return { reserve0: pool.reserve0, reserve1: pool.reserve1 };
  let [reserve0, reserve1, liquidity] = [0n, 0n, 0n];
  for (const [i, { index, liquidityNet }] of pool.ticks.entries()) {
    const next = pool.ticks[i + 1];
    liquidity += liquidityNet;
    if (next === undefined || liquidity === 0n) continue;
    const amounts = amountsForLiquidity(pool, index, next.index, -liquidity);
    reserve0 += amounts.amount0;
    reserve1 += amounts.amount1;
  }
  return { reserve0, reserve1 };
}

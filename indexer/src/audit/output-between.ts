import { swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import { rangeAmount0, rangeAmount1 } from '@tokentape/core/curves/range.ts';
import type { CurveState } from '@tokentape/core/facts/facts.ts';
import type { KnownCurve } from '@tokentape/core/liquidity/pool-curve.ts';

const ANY_AMOUNT = 1n << 200n;

/**
 * What a curve gives a seller until its price is the one stated, whatever the fee. Null for designs that do not move by a stated
 * price; −1 when the price moved against the trade.
 */
export function outputBetween(shape: KnownCurve, sell: 0 | 1, { sqrtPrice }: CurveState): bigint | null {
  if (!('sqrtPrice' in shape) || sqrtPrice === null) return null;
  if (sqrtPrice === shape.sqrtPrice) return 0n;
  if (sqrtPrice < shape.sqrtPrice !== (sell === 0)) return -1n;
  if ('sqrtLow' in shape) {
    const [low, high] = sell === 0 ? [sqrtPrice, shape.sqrtPrice] : [shape.sqrtPrice, sqrtPrice];
    return (sell === 0 ? rangeAmount1 : rangeAmount0)(low, high, shape.liquidity, false);
  }
  const { feePips1: _, ...free } = shape;
  const swap = { sell, exactIn: ANY_AMOUNT, sqrtPriceLimit: sqrtPrice };
  return swapConcentrated({ ...free, feePips: 0 }, swap).amountOut;
}

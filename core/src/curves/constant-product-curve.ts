import { type ConstantProductPool, swapConstantProduct, withFee } from './constant-product.ts';
import { type CurveMath, nothing } from './curve-math.ts';
import { priceFactor } from './delta.ts';
import { feeFor } from './fee-for.ts';
import { ceilDiv, ceilSqrt, floorSqrt } from './integer.ts';
import { PIPS } from './swap-step.ts';

const isEmpty = (pool: ConstantProductPool) => pool.reserve0 <= 0n || pool.reserve1 <= 0n;

/** Depth, slippage and capacity of x · y = k: ask y(√(1+δ) − 1), bid y(1 − √(1−δ)), both rounded down. */
export const constantProductCurve: CurveMath<ConstantProductPool> = {
  mid(pool, quote) {
    if (isEmpty(pool)) return null;
    const { reserve0, reserve1 } = pool;
    return quote === 1
      ? { numerator: reserve1, denominator: reserve0 }
      : { numerator: reserve0, denominator: reserve1 };
  },

  fill: (pool, sell, exactIn) => swapConstantProduct(pool, { sell, exactIn }),

  fillTo(pool, sell, limit) {
    if (isEmpty(pool)) return nothing;
    const { reserve0, reserve1 } = pool;
    const [above, below] = sell === 0 ? [limit.denominator, limit.numerator] : [limit.numerator, limit.denominator];
    const net = floorSqrt((reserve0 * reserve1 * above) / below) - (sell === 0 ? reserve0 : reserve1);
    return net > 0n ? swapConstantProduct(pool, { sell, exactIn: withFee(pool, sell, net) }) : nothing;
  },

  feeShare: (pool, sell) => ({ numerator: BigInt(feeFor(pool, sell)), denominator: PIPS }),

  depth(pool, quote, deltasBps) {
    const money = quote === 1 ? pool.reserve1 : pool.reserve0;
    if (isEmpty(pool)) return { ask: deltasBps.map(() => 0n), bid: deltasBps.map(() => 0n) };
    const squared = money * money;
    return {
      ask: deltasBps.map((delta) => {
        const { numerator, denominator } = priceFactor(1, 'ask', delta);
        return floorSqrt((squared * numerator) / denominator) - money;
      }),
      bid: deltasBps.map((delta) => {
        const { numerator, denominator } = priceFactor(1, 'bid', delta);
        return money - ceilSqrt(ceilDiv(squared * numerator, denominator));
      }),
    };
  },

  capacity: (pool) => (isEmpty(pool) ? 0n : null),
};

import { type CurveMath, nothing } from './curve-math.ts';
import { priceFactor } from './delta.ts';
import { feeFor } from './fee-for.ts';
import type { Ratio } from './ratio.ts';
import { nearestFill, type StablePool } from './stable.ts';
import { givesNothing, stableFillTo, stablePrice } from './stable-price.ts';
import { PIPS } from './swap-step.ts';

/** The pool's price moved by a factor. */
function moved(pool: StablePool, factor: Ratio): Ratio {
  const { numerator, denominator } = stablePrice(pool);
  return { numerator: numerator * factor.numerator, denominator: denominator * factor.denominator };
}

/** Depth, slippage and capacity of a Solidly stable pool. */
export const stableCurve: CurveMath<StablePool> = {
  mid(pool, quote) {
    if (givesNothing(pool)) return null;
    const { numerator, denominator } = stablePrice(pool);
    return quote === 1 ? { numerator, denominator } : { numerator: denominator, denominator: numerator };
  },

  /** Where the contract reverts at the very amount, what it answers a unit or a few below. */
  fill: (pool, sell, exactIn) => (givesNothing(pool) ? nothing : (nearestFill(pool, sell, exactIn, -1n) ?? nothing)),

  fillTo: (pool, sell, limit) => stableFillTo(pool, sell, limit) ?? nothing,

  feeShare: (pool, sell) => ({ numerator: BigInt(feeFor(pool, sell)), denominator: PIPS }),

  depth(pool, quote, deltasBps) {
    if (givesNothing(pool)) return { ask: deltasBps.map(() => 0n), bid: deltasBps.map(() => 0n) };
    const free = { ...pool, feePips: 0, feePips1: 0 };
    const to = (sell: 0 | 1, side: 'ask' | 'bid', delta: number) =>
      stableFillTo(free, sell, moved(free, priceFactor(quote, side, delta))) ?? nothing;
    const stock = quote === 0 ? 1 : 0;
    return {
      ask: deltasBps.map((delta) => to(quote, 'ask', delta).amountIn),
      bid: deltasBps.map((delta) => to(stock, 'bid', delta).amountOut),
    };
  },

  capacity: (pool) => (givesNothing(pool) ? 0n : null),
};

import { swapConcentrated } from './concentrated.ts';
import type { ConcentratedPool } from './concentrated-pool.ts';
import { type CurveMath, nothing } from './curve-math.ts';
import { priceFactor } from './delta.ts';
import { feeFor } from './fee-for.ts';
import { ceilDiv, ceilSqrt, floorSqrt } from './integer.ts';
import type { Ratio } from './ratio.ts';
import { inputBetween, outputBetween, PIPS } from './swap-step.ts';
import { tickBounds } from './tick-math.ts';
import { TickWalk } from './tick-walk.ts';

/** √(P · factor), rounded towards the current price so that a move never passes its δ, and kept inside the price range. */
function targetPrice(pool: ConcentratedPool, factor: Ratio): bigint {
  const { minSqrtPrice, maxSqrtPrice } = tickBounds(pool.resolution, pool.program);
  const scaled = pool.sqrtPrice * pool.sqrtPrice * factor.numerator;
  if (factor.numerator > factor.denominator) {
    const up = floorSqrt(scaled / factor.denominator);
    return up < maxSqrtPrice ? up : maxSqrtPrice - 1n;
  }
  const down = ceilSqrt(ceilDiv(scaled, factor.denominator));
  return down > minSqrtPrice ? down : minSqrtPrice + 1n;
}

type Amount = typeof inputBetween;

/** The amount between the current price and each target, in one walk, with the rounding of a swap without fee that ends there. */
function amountsTo(pool: ConcentratedPool, sell: 0 | 1, targets: readonly bigint[], amountBetween: Amount): bigint[] {
  const down = sell === 0;
  const passed = (price: bigint, target: bigint) => (down ? price <= target : price >= target);
  const nearestFirst = targets.map((_, i) => i).sort((a, b) => Number(targets[a]! - targets[b]!) * (down ? -1 : 1));
  const amounts = targets.map(() => 0n);
  const walk = new TickWalk(pool, down);
  let price = pool.sqrtPrice;
  let sum = 0n;
  let next = 0;
  while (next < nearestFirst.length) {
    const target = targets[nearestFirst[next]!]!;
    walk.look();
    if (passed(walk.stopPrice, target) || passed(price, target)) {
      amounts[nearestFirst[next]!] = passed(price, target)
        ? sum
        : sum + amountBetween(price, target, walk.liquidity, sell, pool.resolution);
      next += 1;
    } else {
      sum += amountBetween(price, walk.stopPrice, walk.liquidity, sell, pool.resolution);
      price = walk.stopPrice;
      walk.cross();
    }
  }
  return amounts;
}

/** A pool that was never given a price, or whose price was pushed to that end of the range, as dead pools are. */
function isStuck(pool: ConcentratedPool, sell: 0 | 1): boolean {
  const { minSqrtPrice, maxSqrtPrice } = tickBounds(pool.resolution, pool.program);
  return (
    pool.sqrtPrice === 0n || (sell === 0 ? pool.sqrtPrice <= minSqrtPrice + 1n : pool.sqrtPrice >= maxSqrtPrice - 1n)
  );
}

/** Depth, slippage and capacity of a concentrated pool. */
export const concentratedCurve: CurveMath<ConcentratedPool> = {
  mid(pool, quote) {
    if (pool.sqrtPrice === 0n) return null;
    const squared = pool.sqrtPrice * pool.sqrtPrice;
    const one = 1n << BigInt(2 * pool.resolution);
    return quote === 1 ? { numerator: squared, denominator: one } : { numerator: one, denominator: squared };
  },

  fill: (pool, sell, exactIn) => (isStuck(pool, sell) ? nothing : swapConcentrated(pool, { sell, exactIn })),

  fillTo(pool, sell, limit) {
    if (isStuck(pool, sell)) return nothing;
    const { minSqrtPrice, maxSqrtPrice } = tickBounds(pool.resolution, pool.program);
    const scaled = limit.numerator << BigInt(2 * pool.resolution);
    const down = sell === 0;
    const price = down ? ceilSqrt(ceilDiv(scaled, limit.denominator)) : floorSqrt(scaled / limit.denominator);
    if (down ? price >= pool.sqrtPrice : price <= pool.sqrtPrice) return nothing;
    const inside = price <= minSqrtPrice ? minSqrtPrice + 1n : price >= maxSqrtPrice ? maxSqrtPrice - 1n : price;
    return swapConcentrated(pool, { sell, exactIn: 1n << 256n, sqrtPriceLimit: inside });
  },

  feeShare: (pool, sell) => ({ numerator: BigInt(feeFor(pool, sell)), denominator: PIPS }),

  depth(pool, quote, deltasBps) {
    if (pool.sqrtPrice === 0n) return { ask: deltasBps.map(() => 0n), bid: deltasBps.map(() => 0n) };
    const targets = (side: 'ask' | 'bid') =>
      deltasBps.map((delta) => targetPrice(pool, priceFactor(quote, side, delta)));
    return {
      ask: amountsTo(pool, quote, targets('ask'), inputBetween),
      bid: amountsTo(pool, quote === 0 ? 1 : 0, targets('bid'), outputBetween),
    };
  },

  /** Word edges are passed over: they move the answer by a unit each and would cost thousands of steps. */
  capacity(pool, sell) {
    if (isStuck(pool, sell)) return 0n;
    return swapConcentrated({ ...pool, wordStops: false }, { sell, exactIn: 1n << 256n }).amountIn;
  },
};

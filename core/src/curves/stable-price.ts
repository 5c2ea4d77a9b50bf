import { feeFor } from './fee-for.ts';
import { floorSqrt } from './integer.ts';
import type { Ratio } from './ratio.ts';
import { nearestFill, type StablePool, type StableQuote, stableReserves } from './stable.ts';
import { K_LIMIT, stableK, WAD } from './stable-solver.ts';
import { PIPS } from './swap-step.ts';

/** Reserves too small or too large for the contract to count their k give nothing out. */
export function givesNothing(pool: StablePool): boolean {
  const { x, y } = stableReserves(pool);
  const k = stableK(x, y);
  return x <= 0n || y <= 0n || k === 0n || k >= K_LIMIT;
}

/** −dy/dx of x³y + xy³: (3x²y + y³) ÷ (x³ + 3xy²), turned into raw token 1 per raw token 0. */
export function stablePrice(pool: StablePool): Ratio {
  const { x, y } = stableReserves(pool);
  return {
    numerator: (3n * x * x * y + y ** 3n) * 10n ** BigInt(pool.decimals1),
    denominator: (x ** 3n + 3n * x * y * y) * 10n ** BigInt(pool.decimals0),
  };
}

/** Whether the marginal price stands at the limit or on the near side of it. */
export function isWithin(pool: StablePool, sell: 0 | 1, limit: Ratio): boolean {
  const { numerator, denominator } = stablePrice(pool);
  const difference = numerator * limit.denominator - limit.numerator * denominator;
  return sell === 0 ? difference >= 0n : difference <= 0n;
}

const Q64 = 64n;
/** Reserve ratios that are looked at: y ÷ x below 2^64. */
const MAX_RATIO = 1n << 128n;

/** Whether a pool with y ÷ x = ratio (Q64) is priced at or above the limit: (3r + r³) ÷ (1 + 3r²), which grows with r. */
function ratioReaches(ratio: bigint, { numerator, denominator }: Ratio): boolean {
  const square = ratio * ratio;
  const above = ((3n * ratio) << (2n * Q64)) + square * ratio;
  const below = (1n << (3n * Q64)) + ((3n * square) << Q64);
  return above * denominator >= numerator * below;
}

/** About the amount that brings the price to the limit, from the smooth curve: the contract's cuts are left to the search. */
function guess(pool: StablePool, sell: 0 | 1, limit: Ratio): bigint {
  const { x, y } = stableReserves(pool);
  const scaled = {
    numerator: limit.numerator * 10n ** BigInt(pool.decimals0),
    denominator: limit.denominator * 10n ** BigInt(pool.decimals1),
  };
  let low = 1n;
  let high = MAX_RATIO;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (ratioReaches(middle, scaled)) high = middle;
    else low = middle;
  }
  // k = x⁴(r + r³), so that x is the fourth root of k ÷ (r + r³).
  const cubic = (high << (2n * Q64)) + high ** 3n;
  const nextX = floorSqrt(floorSqrt(((x ** 3n * y + x * y ** 3n) << (3n * Q64)) / cubic));
  const added = sell === 0 ? nextX - x : ((nextX * high) >> Q64) - y;
  const raw = (added * 10n ** BigInt(sell === 0 ? pool.decimals0 : pool.decimals1)) / WAD;
  return raw > 0n ? (raw * PIPS) / (PIPS - BigInt(feeFor(pool, sell))) : 0n;
}

/** The largest amount that still holds, searched outwards from a guess: what holds, holds for every smaller amount. */
function largest(from: bigint, holds: (amount: bigint) => boolean): bigint {
  let low = from;
  let high = from;
  for (let step = 1n; low > 0n && !holds(low); step *= 2n) {
    high = low;
    low = low > step ? low - step : 0n;
  }
  for (let step = 1n; high === low || holds(high); step *= 2n) {
    low = high;
    high += step;
  }
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** The largest fill that keeps the marginal price within the limit, raw token 1 per raw token 0; null where there is none. */
export function stableFillTo(pool: StablePool, sell: 0 | 1, limit: Ratio): StableQuote | null {
  if (givesNothing(pool) || !isWithin(pool, sell, limit)) return null;
  const holds = (exactIn: bigint): boolean => {
    const after = nearestFill(pool, sell, exactIn, -1n);
    return after !== null && isWithin({ ...pool, reserve0: after.reserve0, reserve1: after.reserve1 }, sell, limit);
  };
  const exactIn = largest(guess(pool, sell, limit), holds);
  return nearestFill(pool, sell, exactIn, -1n);
}

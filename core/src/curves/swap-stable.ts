import { CurveError } from './curve-error.ts';
import { smaller } from './integer.ts';
import type { Ratio } from './ratio.ts';
import { nearestFill, type StablePool, type StableQuote, stableFill } from './stable.ts';
import { isWithin, stableFillTo } from './stable-price.ts';
import { type Swap, swapAmount } from './swap.ts';

const nothingOf = ({ reserve0, reserve1 }: StablePool): StableQuote => ({
  ...{ amountIn: 0n, amountOut: 0n, feeRaw: 0n, reserve0, reserve1, partial: true },
});

/** The least amount in that gives `wanted`, or all that the contract can count: it has no such function, so it is searched. */
function fillOut(pool: StablePool, sell: 0 | 1, wanted: bigint): StableQuote {
  const suffices = (amountIn: bigint) => (nearestFill(pool, sell, amountIn, 1n)?.amountOut ?? wanted) >= wanted;
  let high = wanted;
  while (!suffices(high)) high *= 2n;
  let low = 0n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (suffices(middle)) high = middle;
    else low = middle;
  }
  const quote = nearestFill(pool, sell, high, 1n);
  if (quote === null) return { ...(nearestFill(pool, sell, low, -1n) ?? nothingOf(pool)), partial: true };
  // Whole units in may give a little more than asked: what was not asked for stays in the pool.
  const spare = quote.amountOut - wanted;
  const [back0, back1] = sell === 0 ? [0n, spare] : [spare, 0n];
  const [reserve0, reserve1] = [quote.reserve0 + back0, quote.reserve1 + back1];
  return { ...quote, amountOut: wanted, reserve0, reserve1 };
}

/** All but the last unit of what the pool holds, at most. */
function fillAtMost(pool: StablePool, sell: 0 | 1, wanted: bigint): StableQuote {
  const most = (sell === 0 ? pool.reserve1 : pool.reserve0) - 1n;
  if (most === 0n) return nothingOf(pool);
  const quote = fillOut(pool, sell, smaller(wanted, most));
  return { ...quote, partial: quote.partial || wanted > most };
}

function limitOf(pool: StablePool, sell: 0 | 1, sqrtPriceLimit: bigint): Ratio {
  const limit: Ratio = { numerator: sqrtPriceLimit * sqrtPriceLimit, denominator: 1n << 192n };
  if (sqrtPriceLimit > 0n && !isWithin(pool, sell === 0 ? 1 : 0, limit)) return limit;
  const side = sell === 0 ? 'below' : 'above';
  throw new CurveError('limit-wrong-side', `Selling token ${sell} needs a price limit ${side} the current price.`);
}

/**
 * What a swap gives on a stable pool of Solidly's kind. `sqrtPriceLimit` is the root of the marginal price, raw token 1 per raw
 * token 0, in Q64.96, of the reserves after the swap; these contracts know no limit, so that it is kept by asking for less.
 * @throws CurveError on a missing, double or non-positive amount, an empty reserve, a limit on the wrong side, or an amount in
 *   at which the contract reverts
 */
export function swapStable(pool: StablePool, swap: Swap): StableQuote {
  const { amount, exactIn } = swapAmount(swap);
  const { reserve0, reserve1 } = pool;
  const { sell, sqrtPriceLimit } = swap;
  if (reserve0 <= 0n || reserve1 <= 0n) {
    throw new CurveError('reserve-empty', `Both reserves must be above zero, not ${reserve0} and ${reserve1}.`);
  }
  const whole = () => (exactIn ? stableFill(pool, sell, amount) : fillAtMost(pool, sell, amount));
  if (sqrtPriceLimit === undefined) return whole();
  const most = stableFillTo(pool, sell, limitOf(pool, sell, sqrtPriceLimit)) ?? nothingOf(pool);
  const isEnough = (exactIn ? most.amountIn : most.amountOut) >= amount;
  return isEnough ? whole() : { ...most, partial: true };
}

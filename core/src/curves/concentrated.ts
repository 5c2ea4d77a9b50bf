import type { ConcentratedPool } from './concentrated-pool.ts';
import { CurveError } from './curve-error.ts';
import { feeFor } from './fee-for.ts';
import type { Quote, Swap } from './swap.ts';
import { swapAmount } from './swap.ts';
import { type StepTerms, swapStep } from './swap-step.ts';
import { tickAtSqrtPrice, tickBounds } from './tick-math.ts';
import { TickWalk } from './tick-walk.ts';

export { amountsForLiquidity } from './amounts-for-liquidity.ts';
export { applyLiquidity } from './apply-liquidity.ts';
export type { ConcentratedPool, Tick } from './concentrated-pool.ts';
export type { Quote, Swap } from './swap.ts';

/** The price at which a swap must stop: the asked limit, or just inside the end of the price range. */
function stopPriceOf(pool: ConcentratedPool, swap: Swap): bigint {
  const { minSqrtPrice, maxSqrtPrice } = tickBounds(pool.resolution, pool.program);
  const down = swap.sell === 0;
  const limit = swap.sqrtPriceLimit ?? (down ? minSqrtPrice + 1n : maxSqrtPrice - 1n);
  const inside = down ? limit < pool.sqrtPrice && limit > minSqrtPrice : limit > pool.sqrtPrice && limit < maxSqrtPrice;
  if (!inside) {
    const side = down
      ? 'below the current price and above the lowest'
      : 'above the current price and below the highest';
    throw new CurveError('limit-wrong-side', `Selling token ${swap.sell} needs a price limit ${side}, not ${limit}.`);
  }
  return limit;
}

/**
 * What a swap gives on a concentrated pool, to the last unit of the venue's own program. The pool is not changed.
 * When the limit or the liquidity ends the swap, `partial` is true, the amounts are what was filled, and the price stands at
 * the limit (or at the end of the price range), as the contract leaves it.
 * @throws CurveError on a missing, double or non-positive amount, a limit on the wrong side, or inconsistent ticks
 */
export function swapConcentrated(pool: ConcentratedPool, swap: Swap): Quote {
  const { amount, exactIn } = swapAmount(swap);
  const limit = stopPriceOf(pool, swap);
  const down = swap.sell === 0;
  const terms: StepTerms = {
    sell: swap.sell,
    exactIn,
    feePips: BigInt(feeFor(pool, swap.sell)),
    resolution: pool.resolution,
  };
  const walk = new TickWalk(pool, down);
  let price = pool.sqrtPrice;
  let remaining = amount;
  let paid = 0n;
  let received = 0n;
  let feeRaw = 0n;

  while (remaining > 0n && price !== limit) {
    walk.look();
    const stop = walk.stopPrice;
    const step = swapStep(price, (down ? stop < limit : stop > limit) ? limit : stop, walk.liquidity, remaining, terms);
    paid += step.amountIn + step.fee;
    received += step.amountOut;
    feeRaw += step.fee;
    remaining -= exactIn ? step.amountIn + step.fee : step.amountOut;
    if (step.sqrtPrice === stop) walk.cross();
    else if (step.sqrtPrice !== price) walk.tick = tickAtSqrtPrice(step.sqrtPrice, pool.resolution, pool.program);
    price = step.sqrtPrice;
  }

  return {
    amountIn: paid,
    amountOut: received,
    feeRaw,
    sqrtPriceAfter: price,
    tickAfter: walk.tick,
    liquidityAfter: walk.liquidity,
    partial: remaining > 0n,
  };
}

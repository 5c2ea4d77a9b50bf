import { type Quote, swapConcentrated } from './concentrated.ts';
import type { ConcentratedPool } from './concentrated-pool.ts';
import { CurveError } from './curve-error.ts';
import { inputBetween, PIPS } from './swap-step.ts';
import { TickWalk } from './tick-walk.ts';

/** Units by which rounding may move a fee, with some to spare; and the rates to try at most on either side. */
const ROUNDING_UNITS = 4n;
const WIDEST_SPREAD = 12;

/** A swap as a venue's event states it: what the taker paid and got, and where it left price and liquidity. */
export interface StatedSwap {
  sell: 0 | 1;
  amountIn: bigint;
  amountOut: bigint;
  sqrtPriceAfter: bigint;
  liquidityAfter: bigint;
}

/**
 * What of a swap's payment stayed as fee, to the unit and whatever the rate: what was paid less what the path of the price
 * took, rounded as the contract rounds each step. The pool is as it stood before the swap; its own fee plays no part.
 * @returns null when the path does not belong to the pool's ticks: liquidity that is not known, or another price before
 */
export function feePaid(
  pool: ConcentratedPool,
  { sell, amountIn, sqrtPriceAfter, liquidityAfter }: StatedSwap,
): bigint | null {
  const down = sell === 0;
  if (down ? sqrtPriceAfter > pool.sqrtPrice : sqrtPriceAfter < pool.sqrtPrice) return null;
  const walk = new TickWalk(pool, down);
  let price = pool.sqrtPrice;
  let net = 0n;
  while (price !== sqrtPriceAfter) {
    walk.look();
    const ends = down ? walk.stopPrice <= sqrtPriceAfter : walk.stopPrice >= sqrtPriceAfter;
    const next = ends ? sqrtPriceAfter : walk.stopPrice;
    net += inputBetween(price, next, walk.liquidity, sell, pool.resolution);
    price = next;
    if (!ends && !crossed(walk)) return null;
  }
  // At a tick's own price the stated liquidity is that beyond it.
  const beyond = () => walk.stopPrice === sqrtPriceAfter && crossed(walk) && walk.liquidity === liquidityAfter;
  const belongs = walk.liquidity === liquidityAfter || beyond();
  return belongs && net <= amountIn ? amountIn - net : null;
}

/**
 * The rate in 1e-6 that a swap was charged: the only one near its fee with which the curve gives the very same swap, or
 * `likely` when that one does. Swaps too small to tell rates apart say nothing.
 */
export function feeRateOf(pool: ConcentratedPool, swap: StatedSwap, likely: number | null): number | null {
  const charging = (feePips: number): ConcentratedPool => ({ ...pool, feePips, feePips1: feePips });
  if (likely !== null && gives(charging(likely), swap)) return likely;
  const fee = feePaid(pool, swap);
  if (fee === null || swap.amountIn <= fee) return null;
  const near = Number((2n * fee * PIPS + swap.amountIn) / (2n * swap.amountIn));
  // Rounding moves the fee by a few units: with small amounts that is many rates, of which none can be told.
  const spread = 1 + Number((ROUNDING_UNITS * PIPS) / swap.amountIn);
  if (spread > WIDEST_SPREAD) return null;
  const rates = Array.from({ length: 2 * spread + 1 }, (_, i) => near - spread + i);
  const fitting = rates.filter((feePips) => feePips >= 0 && feePips < Number(PIPS) && gives(charging(feePips), swap));
  return fitting.length === 1 ? fitting[0]! : null;
}

function gives(pool: ConcentratedPool, { sell, amountIn, amountOut, sqrtPriceAfter }: StatedSwap): boolean {
  const same = (quote: Quote | null): boolean =>
    quote?.amountIn === amountIn && quote.amountOut === amountOut && quote.sqrtPriceAfter === sqrtPriceAfter;
  return same(attempt(pool, { sell, exactIn: amountIn })) || same(attempt(pool, { sell, exactOut: amountOut }));
}

function attempt(pool: ConcentratedPool, swap: Parameters<typeof swapConcentrated>[1]): Quote | null {
  try {
    return swapConcentrated(pool, swap);
  } catch (error) {
    if (error instanceof CurveError) return null;
    throw error;
  }
}

function crossed(walk: TickWalk): boolean {
  try {
    walk.cross();
    return true;
  } catch (error) {
    if (error instanceof CurveError) return false;
    throw error;
  }
}

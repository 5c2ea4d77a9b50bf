import { CurveError } from './curve-error.ts';
import { type DirectedFee, feeFor } from './fee-for.ts';
import { ceilDiv } from './integer.ts';
import { type Swap, swapAmount } from './swap.ts';
import { PIPS } from './swap-step.ts';

/** A pool of x · y = k (Uniswap V2 and its forks, Aerodrome and Camelot volatile pools, Raydium CPMM and AMM v4). */
export interface ConstantProductPool extends DirectedFee {
  reserve0: bigint;
  reserve1: bigint;
  feeRule?: FeeRule;
}

/**
 * How a venue takes its fee. `product`: inside one division, left in the reserves (UniswapV2Library; the rule unless said).
 * `ceiling`: a whole fee first, rounded up (Raydium CPMM, whose protocol share leaves the reserves only when collected).
 * `floor`: a whole fee first, rounded down, that leaves the reserves at once (Solidly and Aerodrome volatile pools).
 */
export type FeeRule = 'product' | 'ceiling' | 'floor';

/** What a constant-product pool answers, in raw units; `reserve0` and `reserve1` are those after the swap. */
export interface ReserveQuote {
  amountIn: bigint;
  amountOut: bigint;
  feeRaw: bigint;
  reserve0: bigint;
  reserve1: bigint;
  /** The price limit or the reserve ended the swap before the amount was filled. */
  partial: boolean;
}

interface Side {
  pool: ConstantProductPool;
  sell: 0 | 1;
  /** Reserves of the sold and the bought token. */
  from: bigint;
  to: bigint;
}

const Q192 = 192n;

/** The whole fee of an amount; of the `product` rule, rounded up, so that the rest is what its one division can use. */
function feeOf({ pool, sell }: Side, amountIn: bigint): bigint {
  const scaled = amountIn * BigInt(feeFor(pool, sell));
  return pool.feeRule === 'floor' ? scaled / PIPS : ceilDiv(scaled, PIPS);
}

function outFor(side: Side, amountIn: bigint): bigint {
  const { pool, sell, from, to } = side;
  if (pool.feeRule === 'ceiling' || pool.feeRule === 'floor') {
    const net = amountIn - feeOf(side, amountIn);
    return (net * to) / (from + net);
  }
  const net = amountIn * (PIPS - BigInt(feeFor(pool, sell)));
  return (net * to) / (from * PIPS + net);
}

/** The least amount of token `sell` whose rest, after its fee, is at least `net`. */
export function withFee(pool: ConstantProductPool, sell: 0 | 1, net: bigint): bigint {
  const kept = PIPS - BigInt(feeFor(pool, sell));
  return pool.feeRule === 'floor' ? ((net - 1n) * PIPS) / kept + 1n : ceilDiv(net * PIPS, kept);
}

function inFor({ pool, sell, from, to }: Side, amountOut: bigint): bigint {
  if (pool.feeRule === 'ceiling' || pool.feeRule === 'floor') {
    return withFee(pool, sell, ceilDiv(from * amountOut, to - amountOut));
  }
  return (from * amountOut * PIPS) / ((to - amountOut) * (PIPS - BigInt(feeFor(pool, sell)))) + 1n;
}

function filled(side: Side, amountIn: bigint, amountOut: bigint, partial: boolean): ReserveQuote {
  const { pool, sell } = side;
  const feeRaw = feeOf(side, amountIn);
  const kept = pool.feeRule === 'floor' ? amountIn - feeRaw : amountIn;
  const [added0, added1] = sell === 0 ? [kept, -amountOut] : [-amountOut, kept];
  return {
    amountIn,
    amountOut,
    feeRaw,
    reserve0: pool.reserve0 + added0,
    reserve1: pool.reserve1 + added1,
    partial,
  };
}

function fill(side: Side, amount: bigint, exactIn: boolean, partial: boolean): ReserveQuote {
  if (amount === 0n) return filled(side, 0n, 0n, partial);
  return exactIn
    ? filled(side, amount, outFor(side, amount), partial)
    : filled(side, inFor(side, amount), amount, partial);
}

/** Whether reserves stand at the limit or on the near side of it; the price is reserve 1 per reserve 0. */
function within(limit: bigint, sell: 0 | 1, reserve0: bigint, reserve1: bigint): boolean {
  const price = reserve1 << Q192;
  const bound = limit * limit * reserve0;
  return sell === 0 ? price >= bound : price <= bound;
}

/** The most of the asked amount after which the price has not passed the limit, by bisection: the price moves one way only. */
function fillTo(side: Side, limit: bigint, amount: bigint, exactIn: boolean): ReserveQuote {
  let low = 0n;
  let high = amount;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    const after = fill(side, middle, exactIn, true);
    if (within(limit, side.sell, after.reserve0, after.reserve1)) low = middle;
    else high = middle;
  }
  return fill(side, low, exactIn, true);
}

/**
 * What a swap gives on x · y = k, with the rounding of the venue (UniswapV2Library getAmountOut and getAmountIn).
 * `sqrtPriceLimit` is √(reserve 1 ÷ reserve 0) in Q64.96, of the reserves after the swap. When it, or the reserve, ends the swap,
 * `partial` is true and the amounts are what was filled; the last unit of a reserve can never be bought.
 * @throws CurveError on a missing, double or non-positive amount, an empty reserve, or a limit on the wrong side
 */
export function swapConstantProduct(pool: ConstantProductPool, swap: Swap): ReserveQuote {
  const { amount, exactIn } = swapAmount(swap);
  const { reserve0, reserve1 } = pool;
  const { sell, sqrtPriceLimit: limit } = swap;
  if (reserve0 <= 0n || reserve1 <= 0n) {
    throw new CurveError('reserve-empty', `Both reserves must be above zero, not ${reserve0} and ${reserve1}.`);
  }
  if (limit !== undefined && (limit <= 0n || within(limit, sell === 0 ? 1 : 0, reserve0, reserve1))) {
    const asked = sell === 0 ? 'below' : 'above';
    throw new CurveError('limit-wrong-side', `Selling token ${sell} needs a price limit ${asked} the current price.`);
  }
  const [from, to] = sell === 0 ? [reserve0, reserve1] : [reserve1, reserve0];
  const side: Side = { pool, sell, from, to };
  const short = !exactIn && amount >= to;
  const whole = fill(side, short ? to - 1n : amount, exactIn, short);
  if (limit === undefined || within(limit, sell, whole.reserve0, whole.reserve1)) return whole;
  return fillTo(side, limit, short ? to - 1n : amount, exactIn);
}

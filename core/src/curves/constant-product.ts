import { CurveError } from './curve-error.ts';
import { ceilDiv } from './integer.ts';
import { type Swap, swapAmount } from './swap.ts';
import { PIPS } from './swap-step.ts';

/** A pool of x · y = k (Uniswap V2 and its forks, Raydium CPMM and AMM v4). */
export interface ConstantProductPool {
  reserve0: bigint;
  reserve1: bigint;
  /** Fee in 1e-6 of the amount paid. */
  feePips: number;
  /**
   * `product`: the fee stays inside one division, as in UniswapV2Library. `ceiling`: a whole fee is taken first, rounded up,
   * as in Raydium CPMM. `product` unless said.
   */
  feeRule?: 'product' | 'ceiling';
}

/** What a constant-product pool answers, in raw units; `reserve0` and `reserve1` are those after the swap, fee left inside. */
export interface ReserveQuote {
  amountIn: bigint;
  amountOut: bigint;
  feeRaw: bigint;
  reserve0: bigint;
  reserve1: bigint;
  /** The pool cannot give the amount out at any price; the amounts are then zero. */
  partial: boolean;
}

type ReserveSwap = Omit<Swap, 'sqrtPriceLimit'>;

function outFor(pool: ConstantProductPool, from: bigint, to: bigint, amountIn: bigint): bigint {
  const fee = BigInt(pool.feePips);
  if (pool.feeRule === 'ceiling') {
    const net = amountIn - ceilDiv(amountIn * fee, PIPS);
    return (net * to) / (from + net);
  }
  const net = amountIn * (PIPS - fee);
  return (net * to) / (from * PIPS + net);
}

function inFor(pool: ConstantProductPool, from: bigint, to: bigint, amountOut: bigint): bigint {
  const fee = BigInt(pool.feePips);
  if (pool.feeRule === 'ceiling') return ceilDiv(ceilDiv(from * amountOut, to - amountOut) * PIPS, PIPS - fee);
  return (from * amountOut * PIPS) / ((to - amountOut) * (PIPS - fee)) + 1n;
}

/** Part of the amount in that the pool keeps: rounded up, so that the curve's own part is what the formula can use. */
function feeOf(pool: ConstantProductPool, amountIn: bigint): bigint {
  return ceilDiv(amountIn * BigInt(pool.feePips), PIPS);
}

/**
 * What a swap gives on x · y = k, with the rounding of the venue (UniswapV2Library getAmountOut and getAmountIn).
 * `partial` is true, with zero amounts, when the asked amount out reaches the reserve.
 * @throws CurveError on a missing, double or non-positive amount, or an empty reserve
 */
export function swapConstantProduct(pool: ConstantProductPool, swap: ReserveSwap): ReserveQuote {
  const { amount, exactIn } = swapAmount(swap);
  const { reserve0, reserve1 } = pool;
  if (reserve0 <= 0n || reserve1 <= 0n) {
    throw new CurveError('reserve-empty', `Both reserves must be above zero, not ${reserve0} and ${reserve1}.`);
  }
  const [from, to] = swap.sell === 0 ? [reserve0, reserve1] : [reserve1, reserve0];
  if (!exactIn && amount >= to) return { amountIn: 0n, amountOut: 0n, feeRaw: 0n, reserve0, reserve1, partial: true };
  const amountIn = exactIn ? amount : inFor(pool, from, to, amount);
  const amountOut = exactIn ? outFor(pool, from, to, amount) : amount;
  const [added0, added1] = swap.sell === 0 ? [amountIn, -amountOut] : [-amountOut, amountIn];
  return {
    amountIn,
    amountOut,
    feeRaw: feeOf(pool, amountIn),
    reserve0: reserve0 + added0,
    reserve1: reserve1 + added1,
    partial: false,
  };
}

import { ceilDiv } from './integer.ts';
import { amount0Between, amount1Between, nextPriceFromInput, nextPriceFromOutput } from './sqrt-price-math.ts';
import type { Resolution } from './tick-math.ts';

export const PIPS = 1_000_000n;

/** What stays the same over all steps of one swap. */
export interface StepTerms {
  sell: 0 | 1;
  exactIn: boolean;
  /** Fee in 1e-6 of the amount paid. */
  feePips: bigint;
  resolution: Resolution;
}

export interface Step {
  sqrtPrice: bigint;
  /** Without the fee. */
  amountIn: bigint;
  amountOut: bigint;
  fee: bigint;
}

/** Sold token needed between two prices, rounded against the taker. */
export function inputBetween(from: bigint, to: bigint, liquidity: bigint, sell: 0 | 1, resolution: Resolution): bigint {
  return sell === 0
    ? amount0Between(to, from, liquidity, true, resolution)
    : amount1Between(from, to, liquidity, true, resolution);
}

/** Bought token given between two prices, rounded against the taker. */
export function outputBetween(
  from: bigint,
  to: bigint,
  liquidity: bigint,
  sell: 0 | 1,
  resolution: Resolution,
): bigint {
  return sell === 0
    ? amount1Between(to, from, liquidity, false, resolution)
    : amount0Between(from, to, liquidity, false, resolution);
}

function stepIn(from: bigint, target: bigint, liquidity: bigint, remaining: bigint, terms: StepTerms): Step {
  const { sell, feePips, resolution } = terms;
  const spendable = (remaining * (PIPS - feePips)) / PIPS;
  const toTarget = inputBetween(from, target, liquidity, sell, resolution);
  const sqrtPrice = spendable >= toTarget ? target : nextPriceFromInput(from, liquidity, spendable, sell, resolution);
  const reached = sqrtPrice === target;
  const amountIn = reached ? toTarget : inputBetween(from, sqrtPrice, liquidity, sell, resolution);
  const amountOut = outputBetween(from, sqrtPrice, liquidity, sell, resolution);
  // Short of the target the whole remainder is spent: what rounding leaves over goes to the fee.
  const fee = reached ? ceilDiv(amountIn * feePips, PIPS - feePips) : remaining - amountIn;
  return { sqrtPrice, amountIn, amountOut, fee };
}

function stepOut(from: bigint, target: bigint, liquidity: bigint, remaining: bigint, terms: StepTerms): Step {
  const { sell, feePips, resolution } = terms;
  const toTarget = outputBetween(from, target, liquidity, sell, resolution);
  const sqrtPrice = remaining >= toTarget ? target : nextPriceFromOutput(from, liquidity, remaining, sell, resolution);
  const amountIn = inputBetween(from, sqrtPrice, liquidity, sell, resolution);
  const given = sqrtPrice === target ? toTarget : outputBetween(from, sqrtPrice, liquidity, sell, resolution);
  const amountOut = given > remaining ? remaining : given;
  return { sqrtPrice, amountIn, amountOut, fee: ceilDiv(amountIn * feePips, PIPS - feePips) };
}

/**
 * One step of a swap at constant liquidity, from a price towards `target`, never past it.
 * Source: Uniswap v3-core SwapMath.computeSwapStep; raydium-clmm swap_math and whirlpools swap_math give the same integers.
 */
export function swapStep(from: bigint, target: bigint, liquidity: bigint, remaining: bigint, terms: StepTerms): Step {
  return terms.exactIn
    ? stepIn(from, target, liquidity, remaining, terms)
    : stepOut(from, target, liquidity, remaining, terms);
}

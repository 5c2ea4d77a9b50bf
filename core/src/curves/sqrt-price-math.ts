import { CurveError } from './curve-error.ts';
import { ceilDiv } from './integer.ts';
import type { Resolution } from './tick-math.ts';

const U256 = 1n << 256n;

/**
 * Token 0 between two square-root prices: L · (√b − √a) ÷ (√a · √b), raw units. `lower` ≤ `upper`.
 * One division equals the venues' two nested ones, since floor and ceiling both nest.
 */
export function amount0Between(
  lower: bigint,
  upper: bigint,
  liquidity: bigint,
  roundUp: boolean,
  resolution: Resolution,
): bigint {
  const numerator = (liquidity * (upper - lower)) << BigInt(resolution);
  const denominator = lower * upper;
  return roundUp ? ceilDiv(numerator, denominator) : numerator / denominator;
}

/** Token 1 between two square-root prices: L · (√b − √a), raw units. `lower` ≤ `upper`. */
export function amount1Between(
  lower: bigint,
  upper: bigint,
  liquidity: bigint,
  roundUp: boolean,
  resolution: Resolution,
): bigint {
  const product = liquidity * (upper - lower);
  const shift = BigInt(resolution);
  return roundUp ? -(-product >> shift) : product >> shift;
}

/**
 * The square-root price after `amount` of the sold token goes in, rounded so that the price never passes what was paid for.
 * Source: Uniswap v3-core SqrtPriceMath; raydium-clmm sqrt_price_math and whirlpools token_math round the same.
 */
export function nextPriceFromInput(
  sqrtPrice: bigint,
  liquidity: bigint,
  amount: bigint,
  sell: 0 | 1,
  resolution: Resolution,
): bigint {
  if (amount === 0n) return sqrtPrice;
  const shift = BigInt(resolution);
  if (sell === 1) return sqrtPrice + (amount << shift) / liquidity;
  const scaled = liquidity << shift;
  const product = amount * sqrtPrice;
  const denominator = scaled + product;
  // Past 256 bits the contract takes a coarser form; its rounding must be followed there too.
  if (product >= U256 || denominator >= U256) return ceilDiv(scaled, scaled / sqrtPrice + amount);
  return ceilDiv(scaled * sqrtPrice, denominator);
}

/**
 * The square-root price after `amount` of the bought token goes out, rounded so that at least `amount` is covered.
 * @throws CurveError `amount-not-positive` when the liquidity cannot give it at any price
 */
export function nextPriceFromOutput(
  sqrtPrice: bigint,
  liquidity: bigint,
  amount: bigint,
  sell: 0 | 1,
  resolution: Resolution,
): bigint {
  if (amount === 0n) return sqrtPrice;
  const shift = BigInt(resolution);
  if (sell === 0) return sqrtPrice - ceilDiv(amount << shift, liquidity);
  const scaled = liquidity << shift;
  const denominator = scaled - amount * sqrtPrice;
  if (denominator <= 0n) {
    throw new CurveError('amount-not-positive', `Liquidity ${liquidity} does not hold ${amount} of token 0.`);
  }
  return ceilDiv(scaled * sqrtPrice, denominator);
}

import { CurveError } from './curve-error.ts';
import { raydiumFactors, uniswapFactors, whirlpoolNegativeFactors, whirlpoolPositiveFactors } from './tick-factors.ts';

/** Fraction bits of a square-root price: Q64.96 on EVM venues, Q64.64 on Solana's. */
export type Resolution = 96 | 64;

/** Which Solana program's tick table holds at resolution 64; they differ in the last bits. Forks of Raydium use Raydium's. */
export type TickProgram = 'raydium' | 'whirlpool';

interface TickScale {
  maxTick: number;
  /** Prices of −maxTick and maxTick. */
  minSqrtPrice: bigint;
  maxSqrtPrice: bigint;
  compute(tick: number): bigint;
  seen: Map<number, bigint>;
}

const MAX_U256 = (1n << 256n) - 1n;
const MAX_U128 = (1n << 128n) - 1n;
const LOW_32 = (1n << 32n) - 1n;
const LOG_SQRT_1_0001 = Math.log(1.0001) / 2;
/** Pools use multiples of their spacing only, so that the table stays small; the cap bounds a hostile caller. */
const SEEN_LIMIT = 200_000;

function product(factors: readonly bigint[], steps: number, start: bigint, shift: bigint): bigint {
  let ratio = start;
  for (let bit = 0; bit < factors.length; bit += 1) {
    if ((steps >> bit) & 1) ratio = (ratio * factors[bit]!) >> shift;
  }
  return ratio;
}

/** Uniswap V3 TickMath: Q128.128 of the negative power, inverted for positive ticks, rounded up to Q64.96. */
function uniswap(tick: number): bigint {
  let ratio = product(uniswapFactors, Math.abs(tick), 1n << 128n, 128n);
  if (tick > 0) ratio = MAX_U256 / ratio;
  return (ratio >> 32n) + (ratio & LOW_32 ? 1n : 0n);
}

/** Raydium CLMM tick_math: Q64.64 of the negative power, inverted for positive ticks, rounded down. */
function raydium(tick: number): bigint {
  const ratio = product(raydiumFactors, Math.abs(tick), 1n << 64n, 64n);
  return tick > 0 ? MAX_U128 / ratio : ratio;
}

/** Orca Whirlpool tick_math: Q32.96 factors for ticks ≥ 0 cut to Q64.64, Q64.64 factors below. */
function whirlpool(tick: number): bigint {
  if (tick < 0) return product(whirlpoolNegativeFactors, -tick, 1n << 64n, 64n);
  return product(whirlpoolPositiveFactors, tick, 1n << 96n, 96n) >> 32n;
}

function scale(maxTick: number, compute: (tick: number) => bigint): TickScale {
  return { maxTick, minSqrtPrice: compute(-maxTick), maxSqrtPrice: compute(maxTick), compute, seen: new Map() };
}

const uniswapScale = scale(887_272, uniswap);
const raydiumScale = scale(443_636, raydium);
const whirlpoolScale = scale(443_636, whirlpool);

function scaleOf(resolution: Resolution, program: TickProgram): TickScale {
  if (resolution === 96) return uniswapScale;
  return program === 'whirlpool' ? whirlpoolScale : raydiumScale;
}

/** The greatest tick of a resolution and the square-root prices of both ends. */
export function tickBounds(
  resolution: Resolution,
  program: TickProgram = 'raydium',
): { minTick: number; maxTick: number; minSqrtPrice: bigint; maxSqrtPrice: bigint } {
  const { maxTick, minSqrtPrice, maxSqrtPrice } = scaleOf(resolution, program);
  return { minTick: -maxTick, maxTick, minSqrtPrice, maxSqrtPrice };
}

function priceOn(on: TickScale, tick: number): bigint {
  const known = on.seen.get(tick);
  if (known !== undefined) return known;
  if (!Number.isInteger(tick) || Math.abs(tick) > on.maxTick) {
    throw new CurveError('tick-out-of-range', `Tick ${tick} is outside ±${on.maxTick}.`);
  }
  const price = on.compute(tick);
  if (on.seen.size >= SEEN_LIMIT) on.seen.clear();
  on.seen.set(tick, price);
  return price;
}

/**
 * √1.0001^tick in Q64.`resolution`, bit for bit as the venue's own program computes it
 * (Uniswap v3-core TickMath; raydium-clmm and whirlpools tick_math).
 * @throws CurveError `tick-out-of-range`
 */
export function sqrtPriceAtTick(tick: number, resolution: Resolution, program: TickProgram = 'raydium'): bigint {
  return priceOn(scaleOf(resolution, program), tick);
}

/** A guess that is off by a tick at most near the ends; integers decide afterwards. */
function guessTick(sqrtPrice: bigint, resolution: Resolution): number {
  return Math.floor((Math.log(Number(sqrtPrice)) - resolution * Math.LN2) / LOG_SQRT_1_0001);
}

/**
 * The greatest tick whose price is at or below `sqrtPrice`.
 * @throws CurveError `price-out-of-range` below the lowest price, or at and above the highest
 */
export function tickAtSqrtPrice(sqrtPrice: bigint, resolution: Resolution, program: TickProgram = 'raydium'): number {
  const on = scaleOf(resolution, program);
  if (sqrtPrice < on.minSqrtPrice || sqrtPrice >= on.maxSqrtPrice) {
    throw new CurveError(
      'price-out-of-range',
      `Square-root price ${sqrtPrice} is outside [${on.minSqrtPrice}, ${on.maxSqrtPrice}) of resolution ${resolution}.`,
    );
  }
  let tick = Math.max(-on.maxTick, Math.min(on.maxTick - 1, guessTick(sqrtPrice, resolution)));
  while (on.compute(tick) > sqrtPrice) tick -= 1;
  while (on.compute(tick + 1) <= sqrtPrice) tick += 1;
  return tick;
}

import { CurveError } from './curve-error.ts';
import { type Swap, swapAmount } from './swap.ts';
import { PIPS } from './swap-step.ts';

/** A pool of x³y + xy³ = k (Solidly stable pools: Aerodrome, Velodrome). */
export interface StablePool {
  reserve0: bigint;
  reserve1: bigint;
  /** Decimals of the tokens: the curve works on 18-decimal amounts. */
  decimals0: number;
  decimals1: number;
  /** Fee in 1e-6 of the amount paid; it leaves the reserves at once, rounded down. */
  feePips: number;
}

/** What a stable pool answers, in raw units; `reserve0` and `reserve1` are those after the swap. */
export interface StableQuote {
  amountIn: bigint;
  amountOut: bigint;
  feeRaw: bigint;
  reserve0: bigint;
  reserve1: bigint;
  /** The pool does not hold the asked amount out; the most that it gives is quoted. */
  partial: boolean;
}

/** The contract counts every token in 18 decimals. */
export const WAD = 10n ** 18n;
const MAX_STEPS = 255;
/** Past this, x³ leaves the 256 bits of the contract; an amount out that needs more cannot be bought. */
const MAX_IN = 1n << 100n;

/** The contract's k with its cuts after each product. */
export function stableK(x: bigint, y: bigint): bigint {
  return (((x * y) / WAD) * ((x * x) / WAD + (y * y) / WAD)) / WAD;
}

function slope(x: bigint, y: bigint): bigint {
  return (3n * x * ((y * y) / WAD)) / WAD + (((x * x) / WAD) * x) / WAD;
}

/** The contract tests y + 1 with a k that scales both amounts once more by the tokens' decimals; the same at 18 decimals. */
function rescaledK(pool: StablePool, x: bigint, y: bigint): bigint {
  return stableK(wad(x, pool.decimals0), wad(y, pool.decimals1));
}

/**
 * The least y with k(x, y) ≥ `k`, by the contract's own Newton steps: their order and cuts decide the last unit.
 * Source: aerodrome-finance/contracts Pool.sol, _get_y.
 * @throws CurveError `no-convergence` where the contract reverts
 */
function solveY(pool: StablePool, x: bigint, k: bigint, start: bigint): bigint {
  let y = start;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const found = stableK(x, y);
    const short = found < k;
    let dy = ((short ? k - found : found - k) * WAD) / slope(x, y);
    if (dy === 0n) {
      if (short && rescaledK(pool, x, y + 1n) > k) return y + 1n;
      if (!short && (found === k || stableK(x, y - 1n) < k)) return y;
      dy = 1n;
    }
    y = short ? y + dy : y - dy;
  }
  throw new CurveError('no-convergence', `The stable curve has no answer for ${x} after ${MAX_STEPS} steps.`);
}

const wad = (raw: bigint, decimals: number): bigint => (raw * WAD) / 10n ** BigInt(decimals);

/** Both reserves as 18-decimal amounts. */
export function stableReserves(pool: StablePool): { x: bigint; y: bigint } {
  return { x: wad(pool.reserve0, pool.decimals0), y: wad(pool.reserve1, pool.decimals1) };
}

function outFor(pool: StablePool, sell: 0 | 1, net: bigint): bigint {
  const { x, y } = stableReserves(pool);
  const [from, to] = sell === 0 ? [x, y] : [y, x];
  const [paidDecimals, gotDecimals] = sell === 0 ? [pool.decimals0, pool.decimals1] : [pool.decimals1, pool.decimals0];
  const out = to - solveY(pool, from + wad(net, paidDecimals), stableK(x, y), to);
  // Dust may solve to more than the reserve; the contract reverts there, nothing comes out.
  return out > 0n ? (out * 10n ** BigInt(gotDecimals)) / WAD : 0n;
}

function fill(pool: StablePool, sell: 0 | 1, amountIn: bigint, partial: boolean): StableQuote {
  const feeRaw = (amountIn * BigInt(pool.feePips)) / PIPS;
  const net = amountIn - feeRaw;
  const amountOut = outFor(pool, sell, net);
  const [added0, added1] = sell === 0 ? [net, -amountOut] : [-amountOut, net];
  return {
    amountIn,
    amountOut,
    feeRaw,
    reserve0: pool.reserve0 + added0,
    reserve1: pool.reserve1 + added1,
    partial,
  };
}

/** The least amount in that gives `wanted`: the contract has no such function, so it is searched. */
function fillOut(pool: StablePool, sell: 0 | 1, wanted: bigint, partial: boolean): StableQuote {
  let high = wanted;
  while (fill(pool, sell, high, partial).amountOut < wanted) {
    if (high > MAX_IN) return fill(pool, sell, high, true);
    high *= 2n;
  }
  let low = 0n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (fill(pool, sell, middle, partial).amountOut < wanted) low = middle;
    else high = middle;
  }
  const quote = fill(pool, sell, high, partial);
  // Whole units in may give a little more than asked: what was not asked for stays in the pool.
  const spare = quote.amountOut - wanted;
  const [back0, back1] = sell === 0 ? [0n, spare] : [spare, 0n];
  return { ...quote, amountOut: wanted, reserve0: quote.reserve0 + back0, reserve1: quote.reserve1 + back1 };
}

/**
 * What a swap gives on a Solidly stable pool, with the contract's own iteration and cuts (Aerodrome Pool.getAmountOut).
 * @throws CurveError on a missing, double or non-positive amount, an empty reserve, or where the iteration does not end
 */
export function swapStable(pool: StablePool, swap: Omit<Swap, 'sqrtPriceLimit'>): StableQuote {
  const { amount, exactIn } = swapAmount(swap);
  const { reserve0, reserve1 } = pool;
  if (reserve0 <= 0n || reserve1 <= 0n) {
    throw new CurveError('reserve-empty', `Both reserves must be above zero, not ${reserve0} and ${reserve1}.`);
  }
  if (exactIn) return fill(pool, swap.sell, amount, false);
  const held = swap.sell === 0 ? reserve1 : reserve0;
  if (amount < held) return fillOut(pool, swap.sell, amount, false);
  if (held > 1n) return fillOut(pool, swap.sell, held - 1n, true);
  return { amountIn: 0n, amountOut: 0n, feeRaw: 0n, reserve0, reserve1, partial: true };
}

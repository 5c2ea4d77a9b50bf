import { CurveError } from './curve-error.ts';
import { type DirectedFee, feeFor } from './fee-for.ts';
import { countedK, type StableSolver, solveY, WAD } from './stable-solver.ts';
import { type Swap, swapAmount } from './swap.ts';
import { PIPS } from './swap-step.ts';

/** A pool of x³y + xy³ = k (stable pools of Solidly and its forks: Aerodrome, Camelot v2). The fee on what is paid is rounded down. */
export interface StablePool extends DirectedFee {
  reserve0: bigint;
  reserve1: bigint;
  /** Decimals of the tokens: the curve works on 18-decimal amounts. */
  decimals0: number;
  decimals1: number;
  /** `closest` unless said. */
  solver?: StableSolver;
}

/**
 * What a stable pool answers, in raw units; `reserve0` and `reserve1` are those after the swap with the fee gone from them, as it
 * is on Aerodrome. On Camelot a part of it stays.
 */
export interface StableQuote {
  amountIn: bigint;
  amountOut: bigint;
  feeRaw: bigint;
  reserve0: bigint;
  reserve1: bigint;
  /** The pool does not hold the asked amount out; the most that it gives is quoted. */
  partial: boolean;
}

const unitsOf = ({ decimals0, decimals1 }: StablePool): [bigint, bigint] => [
  10n ** BigInt(decimals0),
  10n ** BigInt(decimals1),
];

/** Both reserves as 18-decimal amounts. */
export function stableReserves(pool: StablePool): { x: bigint; y: bigint } {
  const [unit0, unit1] = unitsOf(pool);
  return { x: (pool.reserve0 * WAD) / unit0, y: (pool.reserve1 * WAD) / unit1 };
}

function outFor(pool: StablePool, sell: 0 | 1, net: bigint): bigint {
  const { x, y } = stableReserves(pool);
  const [unit0, unit1] = unitsOf(pool);
  const [from, to, paidUnit, gotUnit] = sell === 0 ? [x, y, unit0, unit1] : [y, x, unit1, unit0];
  const search = { x: from + (net * WAD) / paidUnit, k: countedK(x, y), start: to, units: [unit0, unit1] as const };
  const out = to - solveY(pool.solver ?? 'closest', search);
  // Dust may solve to more than the reserve; the contract reverts there, nothing comes out.
  return out > 0n ? (out * gotUnit) / WAD : 0n;
}

function fill(pool: StablePool, sell: 0 | 1, amountIn: bigint): StableQuote {
  const feeRaw = (amountIn * BigInt(feeFor(pool, sell))) / PIPS;
  const net = amountIn - feeRaw;
  const amountOut = outFor(pool, sell, net);
  const [added0, added1] = sell === 0 ? [net, -amountOut] : [-amountOut, net];
  return {
    amountIn,
    amountOut,
    feeRaw,
    reserve0: pool.reserve0 + added0,
    reserve1: pool.reserve1 + added1,
    partial: false,
  };
}

const NEIGHBOURS = 4;

/**
 * What the contract answers for an amount in or the next one, up or down, that it answers for: on tokens of few decimals its
 * test of y + 1 overflows at an amount in thousands, and not beside it.
 * @returns null where it reverts at all of them, as it does from some amount on
 */
export function nearestFill(pool: StablePool, sell: 0 | 1, amountIn: bigint, towards: 1n | -1n): StableQuote | null {
  for (let off = 0; off < NEIGHBOURS; off += 1) {
    try {
      return fill(pool, sell, amountIn + towards * BigInt(off));
    } catch (error) {
      if (!(error instanceof CurveError)) throw error;
    }
  }
  return null;
}

const nothingOf = ({ reserve0, reserve1 }: StablePool): StableQuote => ({
  ...{ amountIn: 0n, amountOut: 0n, feeRaw: 0n, reserve0, reserve1, partial: false },
});

/** The least amount in that gives `wanted`, or all that the contract can count: it has no such function, so it is searched. */
function fillOut(pool: StablePool, sell: 0 | 1, wanted: bigint, partial: boolean): StableQuote {
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
  return { ...quote, amountOut: wanted, reserve0, reserve1, partial };
}

/**
 * What a swap gives on a stable pool of Solidly's kind, with the contract's own iteration and cuts (`getAmountOut`).
 * @throws CurveError on a missing, double or non-positive amount, an empty reserve, or where the contract reverts
 */
export function swapStable(pool: StablePool, swap: Omit<Swap, 'sqrtPriceLimit'>): StableQuote {
  const { amount, exactIn } = swapAmount(swap);
  const { reserve0, reserve1 } = pool;
  if (reserve0 <= 0n || reserve1 <= 0n) {
    throw new CurveError('reserve-empty', `Both reserves must be above zero, not ${reserve0} and ${reserve1}.`);
  }
  if (exactIn) return fill(pool, swap.sell, amount);
  const held = swap.sell === 0 ? reserve1 : reserve0;
  if (amount < held) return fillOut(pool, swap.sell, amount, false);
  if (held > 1n) return fillOut(pool, swap.sell, held - 1n, true);
  return { ...nothingOf(pool), partial: true };
}

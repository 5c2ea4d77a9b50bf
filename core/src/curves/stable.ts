import { CurveError } from './curve-error.ts';
import { type DirectedFee, feeFor } from './fee-for.ts';
import { countedK, type StableSolver, solveY, WAD } from './stable-solver.ts';
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
  /** The price limit, or what the pool holds, ended the swap before the amount was filled. */
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

/**
 * What an exact amount in gives, with the contract's own iteration and cuts (`getAmountOut`).
 * @throws CurveError `no-convergence` where the contract reverts
 */
export function stableFill(pool: StablePool, sell: 0 | 1, amountIn: bigint): StableQuote {
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
    const amount = amountIn + towards * BigInt(off);
    if (amount <= 0n) return null;
    try {
      return stableFill(pool, sell, amount);
    } catch (error) {
      if (!(error instanceof CurveError)) throw error;
    }
  }
  return null;
}

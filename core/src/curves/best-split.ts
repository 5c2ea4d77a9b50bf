import { mathOf } from './curve.ts';
import { type Filled, nothing } from './curve-math.ts';
import { smaller } from './integer.ts';
import { lastAtMost } from './last-at-most.ts';
import type { Ratio } from './ratio.ts';
import { type Slippage, slippageShares } from './slippage.ts';
import { fillToCommon, inverse, type SplitPool, soldToken, tickerMid, times, toCommon, toRaw } from './split-pool.ts';

type Side = 'buy' | 'sell';

/** One way to trade a size over a ticker's pools. */
export interface Split extends Slippage {
  /** What each pool was given and gave, raw, in the order of the pools. */
  fills: Filled[];
}

export interface SplitAnswer {
  /** Null when all pools together cannot fill the size. */
  best: Split | null;
  /** The best that one pool alone can do, and which; null when none can fill the size. */
  single: (Split & { index: number }) | null;
}

/** The common marginal price runs in steps of 2^-48 of the ticker's mid, up to 2^24 times (or a 2^24th of) it. */
const STEPS = 1n << 48n;
const MAX_STEP = STEPS << 24n;

/** What a taker gives, in common units per raw unit: money for a buy, stock for a sell. */
const paidUnit = (entry: SplitPool, side: Side): Ratio => (side === 'buy' ? entry.quoteUnit : entry.stockUnit);
const gotUnit = (entry: SplitPool, side: Side): Ratio => (side === 'buy' ? entry.stockUnit : entry.quoteUnit);

/**
 * What each pool takes until one more unit costs the same everywhere, fee included: a buyer's price is P ÷ (1 − fee), a
 * seller's P · (1 − fee). More steps, more taken.
 */
function takenAt(pools: readonly SplitPool[], side: Side, mid: Ratio, step: bigint): bigint[] {
  if (step === 0n) return pools.map(() => 0n);
  const moved = times(
    mid,
    side === 'buy' ? { numerator: step, denominator: STEPS } : { numerator: STEPS, denominator: step },
  );
  return pools.map((entry) => {
    const { numerator, denominator } = mathOf(entry.pool).feeShare(entry.pool, soldToken(entry, side));
    const kept: Ratio = { numerator: denominator - numerator, denominator };
    const price = times(moved, side === 'buy' ? kept : inverse(kept));
    return toCommon(fillToCommon(entry, side, price).amountIn, paidUnit(entry, side));
  });
}

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

/** Common units for each pool that together are `total`; null when the pools do not take that much at any price. */
function allot(pools: readonly SplitPool[], side: Side, mid: Ratio, total: bigint): bigint[] | null {
  const taken = (step: bigint) => sum(takenAt(pools, side, mid, step));
  const all = taken(MAX_STEP);
  if (all < total) return null;
  // All that the pools take at any price: the last step is the one before the end.
  const step = all === total ? MAX_STEP - 1n : lastAtMost(total, MAX_STEP, taken);
  const shares = takenAt(pools, side, mid, step);
  const most = takenAt(pools, side, mid, step + 1n);
  // Between two steps a bin may take its whole reserve at once: what is left goes there.
  let left = total - sum(shares);
  return shares.map((share, i) => {
    const extra = smaller(left, most[i]! - share);
    left -= extra;
    return share + extra;
  });
}

/** The exact fills of an allotment; null when a pool cannot take its part or nothing comes out. */
function fillAll(pools: readonly SplitPool[], side: Side, mid: Ratio, allotted: readonly bigint[]): Split | null {
  const fills = pools.map((entry, i) => {
    const raw = toRaw(allotted[i]!, paidUnit(entry, side));
    return raw > 0n ? mathOf(entry.pool).fill(entry.pool, soldToken(entry, side), raw) : nothing;
  });
  if (fills.some((fill) => fill.partial && fill !== nothing)) return null;
  const inCommon = (amount: keyof Omit<Filled, 'partial'>, unit: typeof paidUnit) =>
    sum(fills.map((fill, i) => toCommon(fill[amount], unit(pools[i]!, side))));
  const filled: Filled = {
    amountIn: inCommon('amountIn', paidUnit),
    amountOut: inCommon('amountOut', gotUnit),
    feeRaw: inCommon('feeRaw', paidUnit),
    partial: false,
  };
  const shares = slippageShares(filled, mid, side);
  return shares && { ...shares, fills };
}

function received(split: Split, pools: readonly SplitPool[], side: Side): bigint {
  return sum(split.fills.map((fill, i) => toCommon(fill.amountOut, gotUnit(pools[i]!, side))));
}

/**
 * Slippage of a trade of `size` common money units over all pools of a ticker, split so that marginal prices (fee included) are
 * equal, beside the best single pool. Slippage is held against the mid of the deepest pool, so that it is negative where another
 * pool is cheaper by more than the trade costs. A sell gives the stock that is worth the size at that mid.
 */
export function bestSplit(pools: readonly SplitPool[], side: Side, size: bigint): SplitAnswer {
  const mid = tickerMid(pools);
  const total = mid && (side === 'buy' ? size : (size * mid.denominator) / mid.numerator);
  if (!mid || !total || total <= 0n) return { best: null, single: null };
  let single: SplitAnswer['single'] = null;
  for (const index of pools.keys()) {
    const alone = fillAll(
      pools,
      side,
      mid,
      pools.map((_, i) => (i === index ? total : 0n)),
    );
    if (alone && (!single || received(alone, pools, side) > received(single, pools, side)))
      single = { ...alone, index };
  }
  const allotted = allot(pools, side, mid, total);
  const split = allotted && fillAll(pools, side, mid, allotted);
  const worse = single && (!split || received(split, pools, side) < received(single, pools, side));
  return { best: worse ? single : split, single };
}

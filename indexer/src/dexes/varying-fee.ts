import type { ConcentratedPool } from '@tokentape/core/curves/concentrated.ts';
import { feeFor } from '@tokentape/core/curves/fee-for.ts';
import { feePaid, feeRateOf } from '@tokentape/core/curves/fee-paid.ts';
import type { CurveState } from '@tokentape/core/facts/facts.ts';
import type { RawEvent } from './evm-venue.ts';
import type { KnownPool } from './known-pools.ts';

interface ShownSwap {
  sell: 0 | 1;
  soldRaw: bigint;
  boughtRaw: bigint;
  after: CurveState;
}

/** What a swap shows of a fee that varies: how much of it was fee, and the rate where it is another than the one known. */
export interface ShownFee {
  /** Null where the pool's positions are not all known, and of pools whose fee does not vary. */
  feeRaw: bigint | null;
  changed: RawEvent[];
}

const NOTHING: ShownFee = { feeRaw: null, changed: [] };
export const UNPRICED: CurveState = { sqrtPrice: null, tick: null, liquidity: null, reserve0: null, reserve1: null };

/**
 * Tells the fee of a swap in a pool whose venue states none: from what was paid and where the price went, over all its
 * positions. A rate that depends on the direction is the venue's to state; until it has, both directions pay the same.
 */
export function shownFee({ followed }: KnownPool, { sell, soldRaw, boughtRaw, after }: ShownSwap): ShownFee {
  const curve = (followed?.toCurve() ?? null) as ConcentratedPool | null;
  const { sqrtPrice, liquidity } = after;
  if (followed === null || curve === null || sqrtPrice === null || liquidity === null) return NOTHING;
  const stated = {
    sell,
    amountIn: soldRaw,
    amountOut: boughtRaw,
    sqrtPriceAfter: sqrtPrice,
    liquidityAfter: liquidity,
  };
  const known = followed.feeKnown ? feeFor(curve, sell) : null;
  const rate = feeRateOf(curve, stated, known);
  const isNew = rate !== null && rate !== known && curve.feePips1 === undefined;
  return { feeRaw: feePaid(curve, stated), changed: isNew ? [feeState(rate)] : [] };
}

/** The fact that a pool charges another fee from now on, and which nobody said. */
export const feeUnknown: RawEvent = { kind: 'pool-state', source: 'fee', state: UNPRICED, terms: { fee: null } };

/** The fact that a pool charges this from now on, in 1e-6; `pips1` where those who sell token 1 pay another rate. */
export function feeState(pips: number, pips1?: number): RawEvent {
  const fee = pips1 === undefined ? { pips } : { pips, pips1 };
  return { kind: 'pool-state', source: 'fee', state: UNPRICED, terms: { fee } };
}

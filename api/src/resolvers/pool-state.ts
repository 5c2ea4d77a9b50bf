import { compare, sum } from '@tokentape/core/decimal.ts';
import { DEPTH_DELTAS_BPS } from '@tokentape/core/metrics/liquidity-grid.ts';
import { type PoolStateName, poolStateOf } from '@tokentape/core/metrics/pool-state.ts';
import type { PoolFigures } from '../queries/pool-figures.ts';

/** The state of a pool at the end of the window; undefined figures mean that it did not exist yet. */
export function poolState(figures: PoolFigures | undefined): PoolStateName {
  const { curveState = null, tvlUsd = null, lastDayTrades = 0 } = figures ?? {};
  return poolStateOf({
    empty: curveState === null ? null : curveState === 'zero_liquidity',
    // The stored state has already judged the range, also where no price turns the depth into dollars.
    depthWithinTenPercentUsd: curveState === null ? null : curveState === 'out_of_range' ? '0' : '1',
    tvlUsd,
    tradesOfDay: lastDayTrades,
  });
}

/** A pool that nobody can trade against within ten percent of its price. */
export function isDead(state: PoolStateName): boolean {
  return state === 'zero_liquidity' || state === 'out_of_range';
}

/** Depth ±2 %, both sides: what pools and tickers are compared by; null when unknown. */
export function depthTwoPercent(figures: PoolFigures | undefined): string | null {
  const ask = figures?.askDepthUsd?.[DEPTH_2_PERCENT] ?? null;
  const bid = figures?.bidDepthUsd?.[DEPTH_2_PERCENT] ?? null;
  return ask === null || bid === null ? null : sum([ask, bid]);
}

/** Orders numbers, the largest first, and unknown ones last. */
export function largestFirst(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return compare(b, a);
}

/** Place of ±2 % in the stored arrays. */
const DEPTH_2_PERCENT = DEPTH_DELTAS_BPS.indexOf(200);

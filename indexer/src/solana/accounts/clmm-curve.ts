import type { ConcentratedPool } from '@tokentape/core/curves/concentrated-pool.ts';
import type { ClmmConfig } from './clmm-config.ts';
import type { ClmmPool } from './clmm-pool.ts';
import { type TickArray, ticksOf } from './tick-array.ts';

/** The curve of a Raydium CLMM pool (or a fork's) as its accounts have it; `arrays` are all of the pool's. */
export function clmmCurve(pool: ClmmPool, { feePips }: ClmmConfig, arrays: readonly TickArray[]): ConcentratedPool {
  const { sqrtPrice, liquidity, tick, tickSpacing } = pool;
  return { sqrtPrice, liquidity, tick, feePips, tickSpacing, ticks: ticksOf(arrays), resolution: 64 };
}

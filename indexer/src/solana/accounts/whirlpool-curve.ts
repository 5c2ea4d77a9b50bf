import type { ConcentratedPool } from '@tokentape/core/curves/concentrated-pool.ts';
import { type TickArray, ticksOf } from './tick-array.ts';
import type { Whirlpool } from './whirlpool.ts';

/** The curve of a Whirlpool as its accounts have it; `arrays` are all of the pool's. */
export function whirlpoolCurve(pool: Whirlpool, arrays: readonly TickArray[]): ConcentratedPool {
  const { sqrtPrice, liquidity, tick, tickSpacing, feePips } = pool;
  const ticks = ticksOf(arrays);
  return { sqrtPrice, liquidity, tick, feePips, tickSpacing, ticks, resolution: 64, program: 'whirlpool' };
}

import type { Tick } from '@tokentape/core/curves/concentrated-pool.ts';

/** The initialised ticks of one tick array. */
export interface TickArray {
  /** Address of the pool. */
  pool: string;
  startIndex: number;
  /** Ascending, with gross liquidity. */
  ticks: Tick[];
}

/** All ticks of a pool's arrays, ascending. */
export const ticksOf = (arrays: readonly TickArray[]): Tick[] =>
  arrays.flatMap(({ ticks }) => ticks).sort((a, b) => a.index - b.index);

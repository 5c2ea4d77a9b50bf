import fc from 'fast-check';
import { applyLiquidity } from './concentrated.ts';
import type { ConcentratedPool } from './concentrated-pool.ts';
import { sqrtPriceAtTick } from './tick-math.ts';

interface Position {
  lower: number;
  width: number;
  liquidity: bigint;
}

const position: fc.Arbitrary<Position> = fc.record({
  lower: fc.integer({ min: -60, max: 60 }),
  width: fc.integer({ min: 1, max: 120 }),
  liquidity: fc.bigInt({ min: 10n ** 3n, max: 10n ** 18n }),
});

const shape = fc.record({
  resolution: fc.constantFrom(96 as const, 64 as const),
  tickSpacing: fc.constantFrom(1, 10, 60),
  centre: fc.integer({ min: -2_000, max: 2_000 }),
  feePips: fc.constantFrom(0, 100, 500, 3_000, 10_000),
  offset: fc.integer({ min: 0, max: 999 }),
  positions: fc.array(position, { minLength: 1, maxLength: 8 }),
});

/** Pools built the way real ones are: a price anywhere between two ticks, and overlapping positions around it. */
export const anyConcentratedPool: fc.Arbitrary<ConcentratedPool> = shape.map(
  ({ resolution, tickSpacing, centre, feePips, offset, positions }) => {
    const tick = centre * tickSpacing;
    const from = sqrtPriceAtTick(tick, resolution);
    const to = sqrtPriceAtTick(tick + 1, resolution);
    const empty: ConcentratedPool = {
      sqrtPrice: from + ((to - from) * BigInt(offset)) / 1_000n,
      liquidity: 0n,
      tick,
      feePips,
      tickSpacing,
      ticks: [],
      resolution,
    };
    return positions.reduce((pool, { lower, width, liquidity }) => {
      const start = (centre + lower) * tickSpacing;
      return applyLiquidity(pool, start, start + width * tickSpacing, liquidity);
    }, empty);
  },
);

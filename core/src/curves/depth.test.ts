import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { swapConcentrated } from './concentrated.ts';
import type { ConstantProductPool } from './constant-product.ts';
import { depthAt } from './depth.ts';
import { anyConcentratedPool } from './pools.test-data.ts';

const deltas = [10, 50, 100, 200, 500, 1_000];

describe('constant product', () => {
  it('follows y(√(1+δ) − 1) and y(1 − √(1−δ))', () => {
    const pool: ConstantProductPool = { reserve0: 10n ** 18n, reserve1: 10n ** 18n, feePips: 3_000 };
    // √1.21 = 1.1 and √0.81 = 0.9 exactly.
    expect(depthAt(pool, 1, [2_100]).ask).toEqual([10n ** 17n]);
    expect(depthAt(pool, 1, [1_900]).bid).toEqual([10n ** 17n]);
    expect(depthAt(pool, 0, [2_100]).ask).toEqual([10n ** 17n]);
  });

  it('leaves the reserves with a price inside δ, and one more unit would pass it', () => {
    const reserve = fc.bigInt({ min: 10n ** 4n, max: 10n ** 28n });
    fc.assert(
      fc.property(reserve, fc.integer({ min: 1, max: 5_000 }), (y, delta) => {
        const pool: ConstantProductPool = { reserve0: 1n, reserve1: y, feePips: 0 };
        const [ask] = depthAt(pool, 1, [delta]).ask as [bigint];
        const [bid] = depthAt(pool, 1, [delta]).bid as [bigint];
        // The price goes with y², since x · y stays: compare squares, exactly.
        const up = BigInt(10_000 + delta);
        const down = BigInt(10_000 - delta);
        expect((y + ask) ** 2n * 10_000n <= y ** 2n * up && (y + ask + 1n) ** 2n * 10_000n > y ** 2n * up).toBe(true);
        expect((y - bid) ** 2n * 10_000n >= y ** 2n * down && (y - bid - 1n) ** 2n * 10_000n < y ** 2n * down).toBe(
          true,
        );
      }),
    );
  });
});

describe('concentrated', () => {
  it('equals what a swap without fee to the price limit gives', () => {
    fc.assert(
      fc.property(anyConcentratedPool, fc.constantFrom(0 as const, 1 as const), (pool, quote) => {
        const depth = depthAt(pool, quote, deltas);
        const free = { ...pool, feePips: 0 };
        deltas.forEach((delta, i) => {
          for (const side of ['ask', 'bid'] as const) {
            const sell = side === 'ask' ? quote : quote === 0 ? 1 : 0;
            const limit = limitAt(pool.sqrtPrice, quote, side, delta);
            const swap = swapConcentrated(free, { sell, exactIn: 10n ** 60n, sqrtPriceLimit: limit });
            expect(depth[side][i]).toBe(side === 'ask' ? swap.amountIn : swap.amountOut);
          }
        });
      }),
      { numRuns: 200 },
    );
  });

  it('grows with δ', () => {
    fc.assert(
      fc.property(anyConcentratedPool, fc.constantFrom(0 as const, 1 as const), (pool, quote) => {
        const { ask, bid } = depthAt(pool, quote, deltas);
        const grows = (list: bigint[]) => list.every((depth, i) => i === 0 || depth >= list[i - 1]!);
        return grows(ask) && grows(bid);
      }),
    );
  });
});

/** The limit by bisection on the definition, apart from the square roots of the code under test. */
function limitAt(sqrtPrice: bigint, quote: 0 | 1, side: 'ask' | 'bid', delta: number): bigint {
  const moved = BigInt(side === 'ask' ? 10_000 + delta : 10_000 - delta);
  const [above, below] = quote === 1 ? [moved, 10_000n] : [10_000n, moved];
  const scaled = sqrtPrice * sqrtPrice * above;
  const up = above > below;
  let low = 0n;
  let high = sqrtPrice * 2n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle * middle * below <= scaled) low = middle;
    else high = middle;
  }
  return up || low * low * below === scaled ? low : high;
}

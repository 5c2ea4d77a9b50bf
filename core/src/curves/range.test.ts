import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyLiquidity } from './concentrated.ts';
import { concentratedCurve } from './concentrated-curve.ts';
import type { ConcentratedPool } from './concentrated-pool.ts';
import { depthAt } from './depth.ts';
import { type RangePool, swapRange } from './range.ts';
import { rangeCurve } from './range-curve.ts';
import { fillable, slippageAt } from './slippage.ts';
import { sqrtPriceAtTick } from './tick-math.ts';

const sides = fc.constantFrom<0 | 1>(0, 1);

/** One position of a concentrated pool without fee, and the same liquidity as a pool of one range. */
const twins = fc
  .record({
    lower: fc.integer({ min: -30_000, max: -1 }),
    upper: fc.integer({ min: 1, max: 30_000 }),
    at: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    liquidity: fc.bigInt({ min: 1_000_000n, max: 1n << 60n }),
  })
  .map(({ lower, upper, at, liquidity }) => {
    const tick = Math.floor(lower + (upper - lower) * at);
    const sqrtPrice = sqrtPriceAtTick(tick, 64);
    const terms = { feePips: 0, tickSpacing: 1, ticks: [], resolution: 64 as const };
    const empty: ConcentratedPool = { sqrtPrice, tick, liquidity: 0n, wordStops: false, ...terms };
    const twin = applyLiquidity(empty, lower, upper, liquidity);
    const fee = { nano: 0, on: 'bought' as const };
    const [sqrtLow, sqrtHigh] = [sqrtPriceAtTick(lower, 64), sqrtPriceAtTick(upper, 64)];
    const range: RangePool = { sqrtPrice, liquidity: liquidity << 64n, sqrtLow, sqrtHigh, fee };
    return { twin, range };
  });

describe('liquidity over one range', () => {
  it('without a fee gives what a concentrated pool with that one position gives', () => {
    fc.assert(
      fc.property(twins, sides, fc.bigInt({ min: 1n, max: 1n << 50n }), ({ twin, range }, sell, exactIn) => {
        const { amountIn, amountOut, partial } = concentratedCurve.fill(twin, sell, exactIn);
        const quote = swapRange(range, sell, exactIn);
        expect([quote.amountOut, quote.partial, quote.feeRaw]).toEqual([amountOut, partial, 0n]);
        expect(quote.amountIn).toBe(amountIn);
        for (const quoteSide of [0, 1] as const) {
          expect(depthAt(range, quoteSide, [10, 200, 1_000])).toEqual(depthAt(twin, quoteSide, [10, 200, 1_000]));
        }
        expect(rangeCurve.capacity(range, sell)).toBe(concentratedCurve.capacity(twin, sell));
      }),
      { numRuns: 150 },
    );
  });

  it('takes its fee from what is bought, or always from token 1, rounded up', () => {
    const pool = { sqrtPrice: 1n << 64n, liquidity: 1_000_000n << 64n, sqrtLow: 1n << 63n, sqrtHigh: 1n << 65n };
    const fee = { nano: 2_500_000, on: 'bought' as const };
    // 10,000 in: the price rises to 1.01, and 1,000,000 × (1 − 1 / 1.01) = 9,900.99 come out; 0.25 % of 9,900 is 24.75.
    expect(swapRange({ ...pool, fee }, 1, 10_000n)).toMatchObject({
      amountIn: 10_000n,
      amountOut: 9_875n,
      feeRaw: 26n,
    });
    // The fee first, 25: 9,975 move the price to 1.009975, which gives 9,876.48.
    const token1 = { ...fee, on: 'token1' as const };
    expect(swapRange({ ...pool, fee: token1 }, 1, 10_000n)).toMatchObject({ amountOut: 9_876n, feeRaw: 25n });
    expect(swapRange({ ...pool, fee: token1 }, 0, 10_000n)).toEqual(swapRange({ ...pool, fee }, 0, 10_000n));
  });

  it('fills no more than its range holds, says how much that is, and splits slippage into impact and fee', () => {
    fc.assert(
      fc.property(twins, sides, fc.constantFrom<'bought' | 'token1'>('bought', 'token1'), ({ range }, quote, on) => {
        const pool = { ...range, fee: { nano: 3_000_000, on } };
        const most = fillable(pool, quote, 'buy') as bigint;
        fc.pre(most > 0n);
        const filled = rangeCurve.fill(pool, quote, most);
        expect([filled.partial, filled.amountIn]).toEqual([false, most]);
        const over = rangeCurve.fill(pool, quote, most * 2n + 10n);
        expect([over.partial, over.amountOut]).toEqual([true, filled.amountOut]);
        const share = slippageAt(pool, quote, 'buy', most / 2n);
        if (share !== null && most > 10_000_000n) expect(Number(share.fee)).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depthAt } from './depth.ts';
import { slippageAt } from './slippage.ts';
import { type StablePool, stableReserves, swapStable } from './stable.ts';
import { stableK } from './stable-solver.ts';

const even: StablePool = {
  reserve0: 10n ** 24n,
  reserve1: 10n ** 24n,
  decimals0: 18,
  decimals1: 18,
  feePips: 500,
};

const anyPool: fc.Arbitrary<StablePool> = fc
  .record({
    decimals0: fc.constantFrom(6, 8, 18),
    decimals1: fc.constantFrom(6, 8, 18),
    whole0: fc.bigInt({ min: 1_000n, max: 10n ** 8n }),
    skewBps: fc.bigInt({ min: 2_000n, max: 50_000n }),
    feePips: fc.constantFrom(0, 100, 500, 3_000),
  })
  .map(({ decimals0, decimals1, whole0, skewBps, feePips }) => ({
    reserve0: whole0 * 10n ** BigInt(decimals0),
    reserve1: (whole0 * skewBps * 10n ** BigInt(decimals1)) / 10_000n,
    decimals0,
    decimals1,
    feePips,
  }));
const side = fc.constantFrom(0 as const, 1 as const);
/** Thousandths of the sold token's reserve. */
const thousandths = fc.bigInt({ min: 1n, max: 2_000n });
const part = (pool: StablePool, sell: 0 | 1, share: bigint) =>
  ((sell === 0 ? pool.reserve0 : pool.reserve1) * share) / 1_000n;
const kOf = (pool: StablePool) => {
  const { x, y } = stableReserves(pool);
  return stableK(x, y);
};

describe('an even pool', () => {
  it('has k = 2x⁴', () => {
    expect(kOf(even)).toBe(2n * 10n ** 42n);
  });

  it('trades a thousandth at nearly one, the fee aside', () => {
    const quote = swapStable(even, { sell: 0, exactIn: 10n ** 21n });
    expect(quote.feeRaw).toBe(5n * 10n ** 17n);
    const net = 10n ** 21n - quote.feeRaw;
    expect(net - quote.amountOut).toBeGreaterThan(0n);
    // The curve is flat to third order around the middle: (Δx)³ ÷ 4x² of 10^21 is 10^15 ÷ 4 and a little.
    expect(net - quote.amountOut).toBeLessThan(10n ** 21n / 1_000_000n);
  });

  it('has a mid of one, and depth the same from both sides', () => {
    expect(depthAt(even, 1, [10, 100])).toEqual(depthAt(even, 0, [10, 100]));
    expect(slippageAt(even, 1, 'buy', 10n ** 21n)!.fee).toMatch(/^0\.00050/);
  });

  it('takes far more than a constant product before the price moves by 1 %', () => {
    const stable = depthAt(even, 1, [100]).ask[0]!;
    const product = depthAt({ reserve0: 10n ** 24n, reserve1: 10n ** 24n, feePips: 500 }, 1, [100]).ask[0]!;
    expect(stable).toBeGreaterThan(product * 20n);
  });

  it('gives all but the last unit when the reserve is asked for, and says so', () => {
    const asked = swapStable(even, { sell: 0, exactOut: 10n ** 25n });
    expect(asked.partial).toBe(true);
    expect(asked.amountOut).toBeLessThan(even.reserve1);
  });

  it.each([
    [{ ...even, reserve0: 0n }, { sell: 0, exactIn: 1n }, 'reserve-empty'],
    [even, { sell: 0 }, 'amount-missing'],
    [even, { sell: 0, exactIn: 0n }, 'amount-not-positive'],
  ] as const)('refuses', (pool, swap, code) => {
    expect(() => swapStable(pool, swap)).toThrow(expect.objectContaining({ code }));
  });
});

describe('any stable pool', () => {
  it('never lets k fall', () => {
    fc.assert(
      fc.property(anyPool, side, thousandths, (pool, sell, share) => {
        const quote = swapStable(pool, { sell, exactIn: part(pool, sell, share) });
        const next = { ...pool, reserve0: quote.reserve0, reserve1: quote.reserve1 };
        expect(kOf(next)).toBeGreaterThanOrEqual(kOf(pool));
      }),
    );
  });

  it('gives no less for more', () => {
    fc.assert(
      fc.property(anyPool, side, thousandths, thousandths, (pool, sell, first, second) => {
        const one = swapStable(pool, { sell, exactIn: part(pool, sell, first) });
        const more = swapStable(pool, { sell, exactIn: part(pool, sell, first + second) });
        expect(more.amountOut).toBeGreaterThanOrEqual(one.amountOut);
      }),
    );
  });

  it('finds the least amount in for an amount out', () => {
    fc.assert(
      fc.property(anyPool, side, fc.bigInt({ min: 1n, max: 900n }), (pool, sell, share) => {
        const wanted = part(pool, sell === 0 ? 1 : 0, share);
        const asked = swapStable(pool, { sell, exactOut: wanted });
        expect(asked).toMatchObject({ amountOut: wanted, partial: false });
        expect(swapStable(pool, { sell, exactIn: asked.amountIn }).amountOut).toBeGreaterThanOrEqual(wanted);
        expect(swapStable(pool, { sell, exactIn: asked.amountIn - 1n }).amountOut).toBeLessThan(wanted);
      }),
      { numRuns: 50 },
    );
  });

  it('has as depth what moves its price by δ and no more', () => {
    fc.assert(
      fc.property(anyPool, fc.constantFrom(10, 100, 1_000), (pool, delta) => {
        const free = { ...pool, feePips: 0 };
        const ask = depthAt(pool, 1, [delta]).ask[0]!;
        const bought = swapStable(free, { sell: 1, exactIn: ask });
        const bound = (priceOf(free, pool.reserve0, pool.reserve1) * BigInt(10_000 + delta)) / 10_000n;
        expect(priceOf(free, bought.reserve0, bought.reserve1)).toBeLessThanOrEqual(bound + 1n);
        const further = swapStable(free, { sell: 1, exactIn: ask + ask / 100n + 10n });
        expect(priceOf(free, further.reserve0, further.reserve1)).toBeGreaterThanOrEqual(bound);
      }),
      { numRuns: 50 },
    );
  });
});

/** Marginal price in 10^-24, on 40-decimal amounts instead of the 18-decimal ones of the curve. */
function priceOf(pool: StablePool, reserve0: bigint, reserve1: bigint): bigint {
  const x = (reserve0 * 10n ** 40n) / 10n ** BigInt(pool.decimals0);
  const y = (reserve1 * 10n ** 40n) / 10n ** BigInt(pool.decimals1);
  return ((3n * x * x * y + y ** 3n) * 10n ** 24n) / (x ** 3n + 3n * x * y * y);
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { camelotAnswers } from './camelot-quotes.test-data.ts';
import { swapConstantProduct } from './constant-product.ts';
import { mathOf } from './curve.ts';
import { depthAt } from './depth.ts';
import { floorSqrt } from './integer.ts';
import { slippageAt } from './slippage.ts';
import { type StablePool, stableReserves } from './stable.ts';
import { stableK } from './stable-solver.ts';
import { swapStable } from './swap-stable.ts';

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
    feePips1: fc.constantFrom(100, 20_000),
    solver: fc.constantFrom('closest' as const, 'within-one' as const),
  })
  .map(({ whole0, skewBps, decimals0, decimals1, ...terms }) => ({
    ...terms,
    reserve0: whole0 * 10n ** BigInt(decimals0),
    reserve1: (whole0 * skewBps * 10n ** BigInt(decimals1)) / 10_000n,
    decimals0,
    decimals1,
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
  it('never lets k fall, by more than the unit that a loose solver leaves', () => {
    fc.assert(
      fc.property(anyPool, side, thousandths, (pool, sell, share) => {
        const quote = swapStable(pool, { sell, exactIn: part(pool, sell, share) });
        const { x, y } = stableReserves({ ...pool, reserve0: quote.reserve0, reserve1: quote.reserve1 });
        const loose = pool.solver === 'within-one' ? 1n : 0n;
        expect(stableK(x + loose, y + loose)).toBeGreaterThanOrEqual(kOf(pool));
      }),
    );
  });

  it('gives no less for more', () => {
    fc.assert(
      fc.property(anyPool, side, thousandths, thousandths, (pool, sell, first, second) => {
        const one = swapStable(pool, { sell, exactIn: part(pool, sell, first) });
        const more = swapStable(pool, { sell, exactIn: part(pool, sell, first + second) });
        const loose = pool.solver === 'within-one' ? 1n : 0n;
        expect(more.amountOut + loose).toBeGreaterThanOrEqual(one.amountOut);
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

  it('stops before a price limit, where a little more would pass it, whichever amount is fixed', () => {
    fc.assert(
      fc.property(anyPool, side, fc.integer({ min: 1, max: 3_000 }), (pool, sell, bps) => {
        const priceRoot = ({ reserve0, reserve1 }: Pick<StablePool, 'reserve0' | 'reserve1'>) => {
          const { numerator, denominator } = mathOf(pool).mid({ ...pool, reserve0, reserve1 }, 1)!;
          return floorSqrt((numerator << 192n) / denominator);
        };
        const moved = BigInt(sell === 0 ? 10_000 - bps : 10_000 + bps);
        const limit = (priceRoot(pool) * moved) / 10_000n;
        const stopped = swapStable(pool, { sell, exactIn: 10n ** 40n, sqrtPriceLimit: limit });
        expect(stopped.partial).toBe(true);
        const held = sell === 0 ? pool.reserve1 : pool.reserve0;
        expect(swapStable(pool, { sell, exactOut: held, sqrtPriceLimit: limit })).toEqual(stopped);
        const passed = (after: typeof stopped) => (sell === 0 ? priceRoot(after) < limit : priceRoot(after) > limit);
        expect(passed(stopped)).toBe(false);
        const more = swapStable(pool, { sell, exactIn: stopped.amountIn + stopped.amountIn / 100_000n + 100n });
        expect(passed(more)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('has as depth what moves its price by δ and no more', () => {
    fc.assert(
      fc.property(anyPool, fc.constantFrom(10, 100, 1_000), (pool, delta) => {
        const free = { ...pool, feePips: 0, feePips1: 0 };
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

describe('Camelot, by its own contract', () => {
  it.each(camelotAnswers)('stable %s, decimals %s and %s: %s and %s, sell %s at %s: %s in', (stable, ...answer) => {
    const [decimals0, decimals1, reserve0, reserve1, sell, feePercent, exactIn, amountOut] = answer;
    // Whoever sells the other token pays another fee.
    const fees = sell === 0 ? { feePips: feePercent * 10, feePips1: 1 } : { feePips: 1, feePips1: feePercent * 10 };
    const pair = { reserve0, reserve1, ...fees };
    const quote = stable
      ? swapStable({ ...pair, decimals0, decimals1, solver: 'within-one' }, { sell, exactIn })
      : swapConstantProduct(pair, { sell, exactIn });
    expect(quote.amountOut).toBe(amountOut);
  });
});

describe('where the contract reverts', () => {
  const math = mathOf(even);
  it.each([
    ['too small to count', { ...even, reserve0: 10n ** 5n, reserve1: 10n ** 5n }],
    ['too large to count', { ...even, reserve0: 10n ** 40n, reserve1: 10n ** 40n }],
    ['empty', { ...even, reserve0: 0n }],
  ])('reserves %s give nothing', (_, pool) => {
    expect(math.fill(pool, 0, 10n ** 18n)).toMatchObject({ amountOut: 0n, partial: true });
    expect([math.capacity(pool, 0), depthAt(pool, 1, [100])]).toEqual([0n, { ask: [0n], bid: [0n] }]);
    expect(slippageAt(pool, 1, 'buy', 10n ** 18n)).toBeNull();
  });

  it('an amount too large is not filled, and throws where it is asked for alone', () => {
    const asked = { sell: 0, exactIn: 10n ** 60n } as const;
    expect(() => swapStable(even, asked)).toThrow(expect.objectContaining({ code: 'no-convergence' }));
    expect(math.fill(even, asked.sell, asked.exactIn)).toMatchObject({ amountIn: 0n, partial: true });
    expect(slippageAt(even, 1, 'sell', 10n ** 60n)).toBeNull();
  });

  it('no reserves whatever make a curve fail', () => {
    const reserve = fc.bigInt({ min: 0n, max: 10n ** 45n });
    const decimals = fc.constantFrom(0, 6, 18, 24);
    const terms = { reserve0: reserve, reserve1: reserve, decimals0: decimals, decimals1: decimals };
    const solver = fc.constantFrom('closest' as const, 'within-one' as const);
    const pools = fc.record({ ...terms, feePips: fc.constantFrom(0, 20_000), solver });
    fc.assert(
      fc.property(pools, side, fc.bigInt({ min: 1n, max: 10n ** 45n }), (pool, quote, size) => {
        const { ask, bid } = depthAt(pool, quote, [10, 1_000]);
        expect([ask[0]! <= ask[1]!, bid[0]! <= bid[1]!]).toEqual([true, true]);
        for (const way of ['buy', 'sell'] as const) slippageAt(pool, quote, way, size);
      }),
      { numRuns: 300 },
    );
  });
});

/** Marginal price in 10^-24, on 40-decimal amounts instead of the 18-decimal ones of the curve. */
function priceOf(pool: StablePool, reserve0: bigint, reserve1: bigint): bigint {
  const x = (reserve0 * 10n ** 40n) / 10n ** BigInt(pool.decimals0);
  const y = (reserve1 * 10n ** 40n) / 10n ** BigInt(pool.decimals1);
  return ((3n * x * x * y + y ** 3n) * 10n ** 24n) / (x ** 3n + 3n * x * y * y);
}

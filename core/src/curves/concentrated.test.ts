import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountsForLiquidity,
  applyLiquidity,
  type ConcentratedPool,
  type Quote,
  swapConcentrated,
} from './concentrated.ts';
import { anyConcentratedPool } from './pools.test-data.ts';
import { sqrtPriceAtTick } from './tick-math.ts';

const side = fc.constantFrom(0 as const, 1 as const);
const amount = fc.bigInt({ min: 1n, max: 10n ** 20n });

const after = (pool: ConcentratedPool, quote: Quote): ConcentratedPool => ({
  ...pool,
  sqrtPrice: quote.sqrtPriceAfter,
  tick: quote.tickAfter,
  liquidity: quote.liquidityAfter,
});
const activeAt = (pool: ConcentratedPool) =>
  pool.ticks.reduce((sum, tick) => (tick.index <= pool.tick ? sum + tick.liquidityNet : sum), 0n);

// Expected figures of v3-core's UniswapV3Pool swap tests: medium fee, 1:1 price, 2e18 of full-range liquidity.
describe('the published full-range pool', () => {
  const empty: ConcentratedPool = {
    sqrtPrice: 1n << 96n,
    liquidity: 0n,
    tick: 0,
    feePips: 3_000,
    tickSpacing: 60,
    ticks: [],
    resolution: 96,
  };
  const pool = applyLiquidity(empty, -887_220, 887_220, 2n * 10n ** 18n);

  it('gives 0.665331998665331998 for 1 of token 0', () => {
    expect(swapConcentrated(pool, { sell: 0, exactIn: 10n ** 18n })).toEqual({
      amountIn: 10n ** 18n,
      amountOut: 665331998665331998n,
      feeRaw: 3n * 10n ** 15n,
      sqrtPriceAfter: 52871646656165724119815782674n,
      tickAfter: -8_090,
      liquidityAfter: 2n * 10n ** 18n,
      partial: false,
    });
  });

  it('holds 2 of each token', () => {
    const all = { amount0: 2n * 10n ** 18n, amount1: 2n * 10n ** 18n };
    expect(amountsForLiquidity(empty, -887_220, 887_220, 2n * 10n ** 18n)).toEqual(all);
  });
});

describe('any pool', () => {
  it('asks for no more than was paid when the same amount out is asked for, and that is enough', () => {
    fc.assert(
      fc.property(anyConcentratedPool, side, amount, (pool, sell, exactIn) => {
        const paid = swapConcentrated(pool, { sell, exactIn });
        if (paid.amountOut === 0n || paid.partial) return;
        const asked = swapConcentrated(pool, { sell, exactOut: paid.amountOut });
        expect(asked.amountOut).toBe(paid.amountOut);
        expect(asked.amountIn).toBeLessThanOrEqual(paid.amountIn);
        const again = swapConcentrated(pool, { sell, exactIn: asked.amountIn });
        expect(again.amountOut).toBeGreaterThanOrEqual(paid.amountOut);
      }),
      { numRuns: 500 },
    );
  });

  it('gives no less for more, and no more for the same paid in two parts', () => {
    fc.assert(
      fc.property(anyConcentratedPool, side, amount, amount, (pool, sell, first, second) => {
        const one = swapConcentrated(pool, { sell, exactIn: first });
        const whole = swapConcentrated(pool, { sell, exactIn: first + second });
        expect(whole.amountOut).toBeGreaterThanOrEqual(one.amountOut);
        if (one.partial) return;
        const two = swapConcentrated(after(pool, one), { sell, exactIn: second });
        expect(one.amountOut + two.amountOut).toBeLessThanOrEqual(whole.amountOut);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the liquidity equal to the sum of the ticks passed, and accounts for every unit', () => {
    fc.assert(
      fc.property(anyConcentratedPool, side, amount, fc.boolean(), (pool, sell, raw, exactIn) => {
        const quote = swapConcentrated(pool, exactIn ? { sell, exactIn: raw } : { sell, exactOut: raw });
        expect(activeAt(after(pool, quote))).toBe(quote.liquidityAfter);
        expect(quote.feeRaw).toBeLessThanOrEqual(quote.amountIn);
        const filled = exactIn ? quote.amountIn : quote.amountOut;
        expect(quote.partial ? filled < raw : filled === raw).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('stops at a price limit, and the part that was filled is a whole swap', () => {
    fc.assert(
      fc.property(anyConcentratedPool, side, fc.integer({ min: 1, max: 3_000 }), (pool, sell, ticks) => {
        const limit = sqrtPriceAtTick(pool.tick + (sell === 0 ? -ticks : ticks + 1), pool.resolution);
        if (limit === pool.sqrtPrice) return;
        const stopped = swapConcentrated(pool, { sell, exactIn: 10n ** 40n, sqrtPriceLimit: limit });
        expect(stopped).toMatchObject({ sqrtPriceAfter: limit, partial: true });
        if (stopped.amountIn === 0n) return;
        const whole = swapConcentrated(pool, { sell, exactIn: stopped.amountIn, sqrtPriceLimit: limit });
        expect(whole).toMatchObject({ amountOut: stopped.amountOut, partial: false });
      }),
      { numRuns: 500 },
    );
  });

  it('charges the fee apart: without it the same net amount gives the same or more', () => {
    fc.assert(
      fc.property(anyConcentratedPool, side, amount, (pool, sell, exactIn) => {
        const quote = swapConcentrated(pool, { sell, exactIn });
        const net = quote.amountIn - quote.feeRaw;
        if (quote.partial || net === 0n) return;
        const free = swapConcentrated({ ...pool, feePips: 0 }, { sell, exactIn: net });
        expect(free.amountOut).toBeGreaterThanOrEqual(quote.amountOut);
        const least = (quote.amountIn * BigInt(pool.feePips)) / 1_000_000n;
        expect(quote.feeRaw).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  it('changes nothing in the pool that it quotes', () => {
    fc.assert(
      fc.property(anyConcentratedPool, side, amount, (pool, sell, exactIn) => {
        const copy = structuredClone(pool);
        swapConcentrated(pool, { sell, exactIn });
        expect(pool).toEqual(copy);
      }),
      { numRuns: 50 },
    );
  });
});

describe('liquidity', () => {
  const range = fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: 1, max: 300 }));

  it('nets to zero over all ticks, and what was put in can be taken out without a trace', () => {
    fc.assert(
      fc.property(anyConcentratedPool, range, fc.bigInt({ min: 1n, max: 10n ** 30n }), (pool, [from, width], delta) => {
        const lower = from * pool.tickSpacing;
        const upper = lower + width * pool.tickSpacing;
        const more = applyLiquidity(pool, lower, upper, delta);
        expect(more.ticks.reduce((sum, tick) => sum + tick.liquidityNet, 0n)).toBe(0n);
        expect(more.ticks.every((tick, i) => i === 0 || tick.index > more.ticks[i - 1]!.index)).toBe(true);
        expect(activeAt(more)).toBe(more.liquidity);
        expect(applyLiquidity(more, lower, upper, -delta)).toEqual(pool);
        const into = amountsForLiquidity(pool, lower, upper, delta);
        const out = amountsForLiquidity(pool, lower, upper, -delta);
        for (const token of ['amount0', 'amount1'] as const) {
          expect(into[token] - out[token] === 0n || into[token] - out[token] === 1n).toBe(true);
        }
      }),
    );
  });

  const pool: ConcentratedPool = {
    sqrtPrice: sqrtPriceAtTick(0, 96),
    liquidity: 0n,
    tick: 0,
    feePips: 500,
    tickSpacing: 10,
    ticks: [],
    resolution: 96,
  };

  it('keeps a tick that two positions share although its net is zero', () => {
    const both = applyLiquidity(applyLiquidity(pool, -100, 50, 7n), 50, 100, 7n);
    expect(both.ticks).toContainEqual({ index: 50, liquidityNet: 0n, liquidityGross: 14n });
    expect(applyLiquidity(both, 50, 100, -7n).ticks).toContainEqual({
      index: 50,
      liquidityNet: -7n,
      liquidityGross: 7n,
    });
  });

  it('drops a tick whose gross is not known when its net is gone', () => {
    const known = {
      ...pool,
      liquidity: 7n,
      ticks: [
        { index: -10, liquidityNet: 7n },
        { index: 10, liquidityNet: -7n },
      ],
    };
    expect(applyLiquidity(known, -10, 10, -7n)).toMatchObject({ ticks: [], liquidity: 0n });
  });

  it.each([
    [10, 10, 1n, 'range-empty'],
    [-5, 10, 1n, 'tick-not-spaced'],
    [-887_280, 10, 1n, 'tick-out-of-range'],
    [-10, 10, -1n, 'liquidity-negative'],
  ] as const)('refuses [%i, %i) by %i', (lower, upper, delta, code) => {
    expect(() => applyLiquidity(pool, lower, upper, delta)).toThrow(expect.objectContaining({ code }));
  });

  it('crosses a gap without liquidity for nothing', () => {
    const gapped = applyLiquidity(applyLiquidity(pool, -10, 10, 10n ** 12n), 5_000, 5_010, 10n ** 12n);
    const quote = swapConcentrated(gapped, { sell: 1, exactIn: 10n ** 9n });
    expect(quote.tickAfter).toBeGreaterThanOrEqual(5_000);
    expect(quote.partial).toBe(false);
  });
});

describe('what a swap refuses', () => {
  const pool = applyLiquidity(
    { sqrtPrice: 1n << 96n, liquidity: 0n, tick: 0, feePips: 500, tickSpacing: 10, ticks: [], resolution: 96 },
    -100,
    100,
    10n ** 12n,
  );

  it.each([
    [{ sell: 0 }, 'amount-missing'],
    [{ sell: 0, exactIn: 1n, exactOut: 1n }, 'amount-both'],
    [{ sell: 0, exactOut: -1n }, 'amount-not-positive'],
    [{ sell: 0, exactIn: 1n, sqrtPriceLimit: 1n << 96n }, 'limit-wrong-side'],
    [{ sell: 1, exactIn: 1n, sqrtPriceLimit: (1n << 96n) - 1n }, 'limit-wrong-side'],
    [{ sell: 0, exactIn: 1n, sqrtPriceLimit: 4295128739n }, 'limit-wrong-side'],
  ] as const)('%o: %s', (swap, code) => {
    expect(() => swapConcentrated(pool, swap)).toThrow(expect.objectContaining({ code }));
  });

  it('a pool whose ticks take out more than there is', () => {
    const torn = { ...pool, liquidity: 1n };
    expect(() => swapConcentrated(torn, { sell: 1, exactIn: 10n ** 9n })).toThrow(
      expect.objectContaining({ code: 'liquidity-negative' }),
    );
  });
});

/** Raw units of the bought token that a few units of a Q64.64 price are worth, at each step that a swap may take. */
function coarseness(pool: ConcentratedPool, end: bigint, sell: 0 | 1): bigint {
  const most = pool.ticks.reduce((sum, tick) => sum + (tick.liquidityGross ?? 0n), 0n);
  const lowest = end < pool.sqrtPrice ? end : pool.sqrtPrice;
  const oneUnit = sell === 0 ? most >> 64n : (most << 64n) / (lowest * lowest);
  return BigInt(pool.ticks.length + 2) * 2n * (oneUnit + 1n);
}

it('a pool at resolution 64 agrees with the same pool at 96 within what the coarser price can tell', () => {
  fc.assert(
    fc.property(anyConcentratedPool, side, amount, (pool, sell, exactIn) => {
      const fine: ConcentratedPool = {
        ...pool,
        resolution: 96,
        wordStops: false,
        sqrtPrice: pool.resolution === 96 ? pool.sqrtPrice : pool.sqrtPrice << 32n,
      };
      const coarse: ConcentratedPool = {
        ...fine,
        resolution: 64,
        program: 'whirlpool',
        sqrtPrice: fine.sqrtPrice >> 32n,
      };
      if (coarse.sqrtPrice < sqrtPriceAtTick(coarse.tick, 64, 'whirlpool')) return;
      const a = swapConcentrated(fine, { sell, exactIn });
      const b = swapConcentrated(coarse, { sell, exactIn });
      const off = a.amountOut > b.amountOut ? a.amountOut - b.amountOut : b.amountOut - a.amountOut;
      expect(off).toBeLessThanOrEqual(coarseness(coarse, b.sqrtPriceAfter, sell));
    }),
    { numRuns: 500 },
  );
});

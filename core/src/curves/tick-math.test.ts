import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorSqrt } from './integer.ts';
import { uniswapFactors } from './tick-factors.ts';
import { type Resolution, sqrtPriceAtTick, type TickProgram, tickAtSqrtPrice, tickBounds } from './tick-math.ts';

const scales: { resolution: Resolution; program: TickProgram }[] = [
  { resolution: 96, program: 'raydium' },
  { resolution: 64, program: 'raydium' },
  { resolution: 64, program: 'whirlpool' },
];

describe('published ends of the price range', () => {
  it.each([
    [96, 'raydium', 887_272, 4295128739n, 1461446703485210103287273052203988822378723970342n],
    [64, 'raydium', 443_636, 4295048016n, 79226673521066979257578248091n],
    [64, 'whirlpool', 443_636, 4295048016n, 79226673515401279992447579055n],
  ] as const)('resolution %i of %s', (resolution, program, maxTick, minSqrtPrice, maxSqrtPrice) => {
    expect(tickBounds(resolution, program)).toEqual({ minTick: -maxTick, maxTick, minSqrtPrice, maxSqrtPrice });
    expect(tickAtSqrtPrice(minSqrtPrice, resolution, program)).toBe(-maxTick);
    expect(tickAtSqrtPrice(maxSqrtPrice - 1n, resolution, program)).toBe(maxTick - 1);
    expect(() => tickAtSqrtPrice(maxSqrtPrice, resolution, program)).toThrow(/outside/);
    expect(() => tickAtSqrtPrice(minSqrtPrice - 1n, resolution, program)).toThrow(/outside/);
    expect(() => sqrtPriceAtTick(maxTick + 1, resolution, program)).toThrow(/outside/);
  });
});

// Vectors of the whirlpools program's own unit tests (tick, price, price of the negative tick).
it.each([
  [0, 18446744073709551616n, 18446744073709551616n],
  [1, 18447666387855959850n, 18445821805675392311n],
  [2, 18448588748116922571n, 18444899583751176498n],
  [4, 18450433606991734263n, 18443055278223354162n],
  [8, 18454123878217468680n, 18439367220385604838n],
])('Whirlpool tick %i', (tick, price, negative) => {
  expect(sqrtPriceAtTick(tick, 64, 'whirlpool')).toBe(price);
  expect(sqrtPriceAtTick(-tick, 64, 'whirlpool')).toBe(negative);
});

// Vectors of v3-core's TickMath tests.
it.each([
  [-887_271, 4295343490n],
  [887_271, 1461373636630004318706518188784493106690254656249n],
])('Uniswap tick %i', (tick, price) => {
  expect(sqrtPriceAtTick(tick, 96)).toBe(price);
});

it('the Uniswap factors are the powers of 1.0001^(-1/2), to the last bit', () => {
  const bits = 400n;
  let power = floorSqrt((((1n << bits) * 10_000n) / 10_001n) << bits);
  for (const factor of uniswapFactors) {
    const off = factor - (power >> (bits - 128n));
    expect(off === 0n || off === 1n).toBe(true);
    power = (power * power) >> bits;
  }
});

describe.each(scales)('resolution $resolution of $program', ({ resolution, program }) => {
  const { minTick, maxTick, minSqrtPrice, maxSqrtPrice } = tickBounds(resolution, program);

  it('a price belongs to exactly one tick', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: minSqrtPrice, max: maxSqrtPrice - 1n }), (price) => {
        const tick = tickAtSqrtPrice(price, resolution, program);
        return (
          sqrtPriceAtTick(tick, resolution, program) <= price && price < sqrtPriceAtTick(tick + 1, resolution, program)
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('the tick of a tick price is that tick, one unit lower is the tick before', () => {
    fc.assert(
      fc.property(fc.integer({ min: minTick + 1, max: maxTick - 1 }), (tick) => {
        const price = sqrtPriceAtTick(tick, resolution, program);
        return (
          tickAtSqrtPrice(price, resolution, program) === tick &&
          tickAtSqrtPrice(price - 1n, resolution, program) === tick - 1
        );
      }),
      { numRuns: 3000 },
    );
  });
});

it('the tables agree within their precision', () => {
  fc.assert(
    fc.property(fc.integer({ min: -300_000, max: 300_000 }), (tick) => {
      const exact = sqrtPriceAtTick(tick, 96) >> 32n;
      for (const program of ['raydium', 'whirlpool'] as const) {
        const off = sqrtPriceAtTick(tick, 64, program) - exact;
        // 2^-36 relative, and a few last bits where the price itself has few.
        expect((off < 0n ? -off : off) <= (exact >> 36n) + 32n).toBe(true);
      }
    }),
  );
});

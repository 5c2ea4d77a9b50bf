import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { swapConcentrated } from './concentrated.ts';
import { concentratedCurve } from './concentrated-curve.ts';
import { feePaid, feeRateOf } from './fee-paid.ts';
import { anyConcentratedPool } from './pools.test-data.ts';

const swap = fc.record({
  sell: fc.constantFrom<0 | 1>(0, 1),
  exact: fc.constantFrom('in', 'out'),
  amount: fc.bigInt({ min: 10n ** 6n, max: 10n ** 20n }),
});

describe('the fee of a stated swap', () => {
  it('is what the venue kept, to the unit, without knowing the rate, over any number of ticks', () => {
    let crossing = 0;
    fc.assert(
      fc.property(anyConcentratedPool, swap, fc.nat(999_999), (pool, { sell, exact, amount }, other) => {
        const asked = exact === 'in' ? { sell, exactIn: amount } : { sell, exactOut: amount };
        const quote = swapConcentrated(pool, asked);
        fc.pre(quote.amountIn > 0n && !quote.partial);
        if (quote.liquidityAfter !== pool.liquidity) crossing += 1;
        const stated = { sell, ...quote };
        expect(feePaid({ ...pool, feePips: other }, stated)).toBe(quote.feeRaw);
        const rate = feeRateOf({ ...pool, feePips: other }, stated, null);
        if (rate !== null) expect(swapConcentrated({ ...pool, feePips: rate }, asked).feeRaw).toBe(quote.feeRaw);
        expect(feeRateOf({ ...pool, feePips: other }, stated, pool.feePips)).toBe(pool.feePips);
      }),
      { numRuns: 400, seed: 4 },
    );
    expect(crossing).toBeGreaterThan(20);
  });

  const pool = {
    sqrtPrice: 2n ** 96n,
    liquidity: 10n ** 18n,
    tick: 0,
    feePips: 0,
    tickSpacing: 60,
    ticks: [
      { index: -6_000, liquidityNet: 10n ** 18n },
      { index: 6_000, liquidityNet: -(10n ** 18n) },
    ],
    resolution: 96 as const,
  };

  it('gives the rate of a swap large enough to tell, and nothing of one that is not', () => {
    const at = (feePips: number, exactIn: bigint) => ({
      sell: 0 as const,
      ...swapConcentrated({ ...pool, feePips }, { sell: 0, exactIn }),
    });
    for (const rate of [0, 1, 85, 500, 3_141, 20_000]) {
      expect(feeRateOf(pool, at(rate, 10n ** 15n), null)).toBe(rate);
      expect(feeRateOf(pool, at(rate, 10n ** 15n), rate + 1)).toBe(rate);
    }
    expect(feeRateOf(pool, at(3_000, 1_000n), null)).toBeNull();
    expect(feeRateOf(pool, at(3_000, 1_000n), 3_000)).toBe(3_000);
  });

  it('is not known of a path that does not belong to the pool', () => {
    const stated = {
      sell: 0 as const,
      ...swapConcentrated({ ...pool, feePips: 500 }, { sell: 0, exactIn: 10n ** 15n }),
    };
    expect(feePaid({ ...pool, sqrtPrice: stated.sqrtPriceAfter - 1n }, stated)).toBeNull();
    expect(feePaid(pool, { ...stated, liquidityAfter: stated.liquidityAfter + 1n })).toBeNull();
    expect(feePaid({ ...pool, liquidity: 10n ** 21n, ticks: [] }, stated)).toBeNull();
    expect(feeRateOf({ ...pool, liquidity: 10n ** 21n, ticks: [] }, stated, null)).toBeNull();
  });
});

describe('a fee that depends on the direction', () => {
  it('is charged by what is sold, and split off as such', () => {
    fc.assert(
      fc.property(anyConcentratedPool, fc.integer({ min: 1, max: 50_000 }), (pool, feePips1) => {
        for (const exactIn of [10n ** 6n, 10n ** 12n]) {
          const [zero, one] = [0, 1].map((sell) =>
            swapConcentrated({ ...pool, feePips1 }, { sell: sell as 0 | 1, exactIn }),
          );
          expect(zero).toEqual(swapConcentrated(pool, { sell: 0, exactIn }));
          expect(one).toEqual(swapConcentrated({ ...pool, feePips: feePips1 }, { sell: 1, exactIn }));
        }
        expect(concentratedCurve.feeShare({ ...pool, feePips1 }, 1).numerator).toBe(BigInt(feePips1));
        expect(concentratedCurve.feeShare({ ...pool, feePips1 }, 0).numerator).toBe(BigInt(pool.feePips));
      }),
      { numRuns: 60, seed: 5 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binFeeAt, type VolatilityClock } from '../curves/bin-fee.ts';
import { type BinPool, swapBins } from '../curves/bins.ts';
import { BookCurve } from './book-curve.ts';

const fee = {
  baseFactor: 10_000,
  baseFeePowerFactor: 0,
  variableFeeControl: 7_500,
  maxVolatilityAccumulator: 350_000,
  volatilityReference: 0,
  indexReference: 10,
};
const start: BinPool = {
  activeId: 10,
  binStep: 25,
  fee,
  bins: [
    { id: 4, amount0: 0n, amount1: 900_000n },
    { id: 8, amount0: 0n, amount1: 700_000n },
    { id: 9, amount0: 0n, amount1: 800_001n },
    { id: 10, amount0: 333_333n, amount1: 444_444n },
    { id: 11, amount0: 800_003n, amount1: 0n },
    { id: 15, amount0: 600_000n, amount1: 0n },
  ],
};

const begun: VolatilityClock = {
  filterPeriod: 30,
  decayPeriod: 600,
  reductionFactor: 5_000,
  volatilityAccumulator: 0,
  lastUpdate: 1_000,
};

function bookOf({ activeId, bins, binStep }: BinPool): BookCurve {
  const book = new BookCurve(binStep);
  book.setActive(activeId);
  for (const { id, amount0, amount1 } of bins) {
    book.change({ lower: id, upper: id, liquidityDelta: 0n, amount0Raw: amount0, amount1Raw: amount1 });
  }
  book.setFee(fee, begun);
  return book;
}

const volatilityAt = ({ indexReference, volatilityReference }: BinPool['fee'], active: number): number =>
  Math.min(volatilityReference + Math.abs(active - indexReference) * 10_000, 350_000);

function withAdded(bins: BinPool['bins'], active: number, amount0: bigint): BinPool['bins'] {
  const held = bins.find(({ id }) => id === active) ?? { id: active, amount0: 0n, amount1: 0n };
  const rest = bins.filter(({ id }) => id !== active);
  return [...rest, { ...held, amount0: held.amount0 + amount0 }].sort((a, b) => a.id - b.id);
}

describe('a liquidity book rebuilt from facts', () => {
  it('stands where the program leaves it after any fills, to the raw unit, and so does its fee', () => {
    const trade = fc.record({
      sell: fc.constantFrom<0 | 1>(0, 1),
      exactIn: fc.bigInt({ min: 500n, max: 900_000n }),
      pause: fc.constantFrom(0, 29, 30, 599, 600),
      /** Put into the active bin before the trade. */
      added: fc.constantFrom(0n, 0n, 70_000n),
    });
    fc.assert(
      fc.property(fc.array(trade, { maxLength: 30 }), (trades) => {
        const book = bookOf(start);
        let pool = start;
        let clock = begun;
        let time = begun.lastUpdate;
        for (const { sell, exactIn, pause, added } of trades) {
          time += pause;
          if (added > 0n) {
            const { activeId } = pool;
            const into = { lower: activeId, upper: activeId, liquidityDelta: 0n, time };
            book.change({ ...into, amount0Raw: added, amount1Raw: 0n });
            const moved = binFeeAt(pool.fee, clock, activeId, time);
            clock = { ...clock, volatilityAccumulator: volatilityAt(moved, activeId) };
            pool = { ...pool, fee: moved, bins: withAdded(pool.bins, activeId, added) };
          }
          const met = { ...pool, fee: binFeeAt(pool.fee, clock, pool.activeId, time) };
          const { amountIn, amountOut, feeRaw, activeIdAfter, touched, partial } = swapBins(met, { sell, exactIn });
          if (partial || amountOut === 0n) continue;
          book.fill({ sell, soldRaw: amountIn, boughtRaw: amountOut, feeRaw, activeAfter: activeIdAfter, time });
          const bins = [...pool.bins.filter(({ id }) => !touched.some((bin) => bin.id === id)), ...touched];
          const kept = bins.filter(({ amount0, amount1 }) => amount0 + amount1 > 0n).sort((a, b) => a.id - b.id);
          const lastUpdate = activeIdAfter === pool.activeId ? clock.lastUpdate : time;
          pool = { ...met, activeId: activeIdAfter, bins: kept };
          clock = { ...clock, volatilityAccumulator: volatilityAt(pool.fee, activeIdAfter), lastUpdate };
        }
        expect(book.toCurve()).toEqual(pool);
        const later = time + 60;
        expect(book.toCurve(later)?.fee).toEqual(binFeeAt(pool.fee, clock, pool.activeId, later));
        expect(book.feeKnown).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('is not stated when its facts do not add up', () => {
    const fill = { sell: 1 as const, soldRaw: 1_000n, boughtRaw: 900n, feeRaw: 3n, activeAfter: 10 };
    expect(new BookCurve(25).toCurve()).toBeNull();
    const cases = [
      { ...fill, boughtRaw: 333_334n },
      { ...fill, feeRaw: null },
      { ...fill, activeAfter: 9 },
      { ...fill, activeAfter: 12 },
    ];
    for (const contradiction of cases) {
      const book = bookOf(start);
      book.fill(contradiction);
      expect(book.toCurve()).toBeNull();
    }
    const dearer = bookOf(start);
    const { amountIn, amountOut } = swapBins(
      { ...start, fee: { ...fee, baseFactor: 20_000 } },
      { sell: 1, exactIn: 1_000n },
    );
    dearer.fill({ ...fill, soldRaw: amountIn, boughtRaw: amountOut, feeRaw: 5n, time: 1_001 });
    expect([dearer.toCurve() === null, dearer.feeKnown]).toEqual([false, false]);
    const emptied = bookOf(start);
    emptied.change({
      ...{ lower: 4, upper: 4, liquidityDelta: -10_000n, owner: 'position' },
      ...{ amount0Raw: 0n, amount1Raw: -900_000n },
    });
    expect(emptied.toCurve()).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestSplit } from './best-split.ts';
import type { BinPool } from './bins.ts';
import { combinedDepth } from './combined-depth.ts';
import { applyLiquidity, type ConcentratedPool } from './concentrated.ts';
import type { ConstantProductPool } from './constant-product.ts';
import { depthAt } from './depth.ts';
import { fillable, slippageAt } from './slippage.ts';
import type { SplitPool } from './split-pool.ts';
import { sqrtPriceAtTick, tickAtSqrtPrice } from './tick-math.ts';

const one = { numerator: 1n, denominator: 1n };
const asIs = (pool: SplitPool['pool'], quote: 0 | 1 = 1): SplitPool => ({
  pool,
  quote,
  quoteUnit: one,
  stockUnit: one,
});
const product = (reserve0: bigint, reserve1: bigint, feePips = 3_000): ConstantProductPool => ({
  reserve0,
  reserve1,
  feePips,
});
const number = (share: string) => BigInt(share.replace('.', ''));
const small = product(10n ** 15n, 3n * 10n ** 17n);

describe('pools of one kind', () => {
  it('two equal pools share the size and halve the way', () => {
    const { best, single } = bestSplit([asIs(small), asIs(small)], 'buy', 10n ** 16n);
    const [a, b] = best!.fills.map((fill) => fill.amountIn) as [bigint, bigint];
    expect(a + b).toBe(10n ** 16n);
    expect(a - b < 10n ** 8n && b - a < 10n ** 8n).toBe(true);
    const half = slippageAt(small, 1, 'buy', 5n * 10n ** 15n)!;
    expect(number(best!.slippage) - number(half.slippage)).toBeLessThan(10n);
    expect(single!.slippage).toBe(slippageAt(small, 1, 'buy', 10n ** 16n)!.slippage);
  });

  it('a pool and the same pool in other units give the same', () => {
    const thousandfold = product(small.reserve0 * 1_000n, small.reserve1 / 10n);
    const other: SplitPool = {
      pool: thousandfold,
      quote: 1,
      quoteUnit: { numerator: 10n, denominator: 1n },
      stockUnit: { numerator: 1n, denominator: 1_000n },
    };
    const plain = bestSplit([asIs(small)], 'sell', 10n ** 15n).best!;
    const scaled = bestSplit([other], 'sell', 10n ** 15n).best!;
    const off = number(plain.slippage) - number(scaled.slippage);
    expect(off > -1_000n && off < 1_000n).toBe(true);
  });

  it('leaves a pool out whose fee costs more than the way in the other', () => {
    const dear = product(small.reserve0, small.reserve1, 100_000);
    const { best } = bestSplit([asIs(small), asIs(dear)], 'buy', 10n ** 14n);
    expect(best!.fills[1]).toMatchObject({ amountIn: 0n, amountOut: 0n });
  });

  it('buys in the cheaper pool first, at less than the mid of the deepest', () => {
    const cheap = product(10n ** 13n, 27n * 10n ** 14n);
    const { best, single } = bestSplit([asIs(small), asIs(cheap)], 'buy', 10n ** 12n);
    expect(single!.index).toBe(1);
    expect(best!.slippage.startsWith('-')).toBe(true);
  });
});

describe('pools that end', () => {
  const narrow = (lower: number, upper: number): ConcentratedPool =>
    applyLiquidity(
      { sqrtPrice: 1n << 96n, liquidity: 0n, tick: 0, feePips: 500, tickSpacing: 10, ticks: [], resolution: 96 },
      lower,
      upper,
      10n ** 18n,
    );

  it('fill together what neither fills alone', () => {
    const pools = [asIs(narrow(-100, 100)), asIs(narrow(-200, 200))];
    const most = pools.map(({ pool }) => fillable(pool, 1, 'buy')!);
    const size = most[0]! + most[1]! - 1_000n;
    expect(bestSplit(pools, 'buy', size)).toMatchObject({ best: { fills: [{ partial: false }, {}] }, single: null });
    expect(bestSplit(pools, 'buy', size + 10_000n)).toEqual({ best: null, single: null });
  });

  it('answer null when there is nothing at all', () => {
    const empty = { ...narrow(-10, 10), liquidity: 0n, ticks: [] };
    expect(bestSplit([asIs(empty)], 'buy', 1_000n)).toEqual({ best: null, single: null });
    expect(bestSplit([], 'sell', 1_000n)).toEqual({ best: null, single: null });
    expect(combinedDepth([asIs(empty)], [100])).toEqual({ ask: [0n], bid: [0n] });
  });
});

describe('any mixture', () => {
  const fee = fc.constantFrom(100, 500, 3_000);
  const units = fc.bigInt({ min: 10n ** 10n, max: 10n ** 15n });
  const aProduct = fc
    .tuple(units, fee, fc.integer({ min: -300, max: 300 }))
    .map(([x, feePips, bps]) => asIs(product(x, (x * BigInt(10_000 + bps)) / 10_000n, feePips)));
  const aConcentrated = fc
    .tuple(units, fee, fc.integer({ min: -30, max: 30 }), fc.integer({ min: 4, max: 200 }))
    .map(([liquidity, feePips, centre, width]) => {
      const sqrtPrice = sqrtPriceAtTick(centre * 10, 96) + 12_345n;
      const tick = tickAtSqrtPrice(sqrtPrice, 96);
      const empty: ConcentratedPool = {
        sqrtPrice,
        liquidity: 0n,
        tick,
        feePips,
        tickSpacing: 10,
        ticks: [],
        resolution: 96,
      };
      return asIs(applyLiquidity(empty, (centre - width) * 10, (centre + width) * 10, liquidity * 100n));
    });
  const aBook = fc.tuple(units, fc.integer({ min: -10, max: 10 })).map(([held, activeId]) => {
    const fee = { baseFactor: 10_000, baseFeePowerFactor: 0, variableFeeControl: 0 };
    const still = { maxVolatilityAccumulator: 0, volatilityReference: 0, indexReference: 0 };
    const bins = Array.from({ length: 21 }, (_, i) => ({
      id: activeId - 10 + i,
      amount0: i >= 10 ? held / 10n : 0n,
      amount1: i <= 10 ? held / 10n : 0n,
    }));
    const pool: BinPool = { activeId, binStep: 10, bins, fee: { ...fee, ...still } };
    return asIs(pool);
  });
  const mixture = fc.array(fc.oneof(aProduct, aConcentrated, aBook), { minLength: 1, maxLength: 4 });
  const side = fc.constantFrom('buy' as const, 'sell' as const);

  it('does no worse than its best pool alone, and spends the size', () => {
    fc.assert(
      fc.property(mixture, side, fc.bigInt({ min: 10n ** 8n, max: 10n ** 14n }), (pools, side, size) => {
        const { best, single } = bestSplit(pools, side, size);
        if (single) expect(number(best!.slippage)).toBeLessThanOrEqual(number(single.slippage));
        if (!best || side === 'sell') return;
        const spent = best.fills.reduce((total, fill) => total + fill.amountIn, 0n);
        expect(spent).toBe(size);
      }),
      { numRuns: 60 },
    );
  });

  it('is not bettered by moving some of one pool’s part to another', () => {
    fc.assert(
      fc.property(mixture, fc.bigInt({ min: 10n ** 10n, max: 10n ** 13n }), (pools, size) => {
        const { best } = bestSplit(pools, 'buy', size);
        if (!best) return;
        const out = (amounts: bigint[]) =>
          amounts.reduce(
            (total, amount, i) => {
              const at = amount > 0n ? fillOf(pools[i]!, amount) : 0n;
              return total === null || at === null ? null : total + at;
            },
            0n as bigint | null,
          );
        const now = best.fills.map((fill) => fill.amountIn);
        const got = out(now)!;
        const some = size / 50n;
        for (const from of now.keys()) {
          for (const to of now.keys()) {
            if (from === to || now[from]! < some) continue;
            const moved = now.with(from, now[from]! - some).with(to, now[to]! + some);
            const instead = out(moved);
            // Steps of 2^-48 and whole units leave a trace; a real improvement would be far above it.
            if (instead !== null) expect(instead).toBeLessThanOrEqual(got + (got >> 30n) + 10n);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has the depth of the one pool, or of the sum when all stand at one price', () => {
    fc.assert(
      fc.property(fc.oneof(aProduct, aConcentrated, aBook), fc.constantFrom(50, 200, 1_000), (entry, delta) => {
        const alone = depthAt(entry.pool, 1, [delta]);
        const twice = combinedDepth([entry, entry], [delta]);
        for (const side of ['ask', 'bid'] as const) {
          const off = twice[side][0]! - 2n * alone[side][0]!;
          // Fees are taken step by step and rounded, the depth has none: a few units.
          expect(off > -100n && off < 100n).toBe(true);
        }
      }),
    );
  });
});

/** Stock for an amount of quote; null when the pool cannot take it all. */
function fillOf({ pool }: SplitPool, amount: bigint): bigint | null {
  const most = fillable(pool, 1, 'buy');
  if (most !== null && amount > most) return null;
  const at = bestSplit([asIs(pool)], 'buy', amount).single;
  return at ? at.fills[0]!.amountOut : 0n;
}

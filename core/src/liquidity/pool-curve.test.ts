import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sqrtPriceAtTick } from '../curves/tick-math.ts';
import type { CurveState } from '../facts/facts.ts';
import { depthRow } from './depth-row.ts';
import { liquidityAt, PoolCurve } from './pool-curve.ts';
import { reservesOf } from './reserves.ts';

const terms = { curve: 'concentrated', dex: 'uniswap-v3', resolution: 96 as const, feePips: 3_000, tickSpacing: 60 };
const at = (tick: number, liquidity: bigint | null): CurveState => ({
  ...{ sqrtPrice: sqrtPriceAtTick(tick, 96), tick, liquidity, reserve0: null, reserve1: null },
});
const dollars = { quote: 1 as const, quoteDecimals: 6, stockDecimals: 6, quotePrice: 10n ** 12n, feeKnown: true };
const one = { numerator: 1n, denominator: 1n };

/** Positions count by liquidity; only books count by amounts. */
const NO_AMOUNTS = { amount0Raw: 0n, amount1Raw: 0n };

describe('a curve rebuilt from facts', () => {
  it('follows liquidity into and out of range, and states it only when it agrees with the venue', () => {
    const curve = new PoolCurve(terms);
    expect(curve.toCurve()).toBeNull();
    curve.setState(at(0, 0n));
    curve.change({ lower: -600, upper: 600, liquidityDelta: 1_000n, ...NO_AMOUNTS });
    curve.change({ lower: 600, upper: 1_200, liquidityDelta: 500n, ...NO_AMOUNTS });
    expect(curve.toCurve()).toMatchObject({
      liquidity: 1_000n,
      ticks: [{ index: -600 }, { index: 600, liquidityNet: -500n }, { index: 1_200 }],
    });
    curve.setState(at(660, 500n));
    expect(curve.toCurve()).toMatchObject({ liquidity: 500n, tick: 660 });
    curve.change({ lower: -600, upper: 600, liquidityDelta: -1_000n, ...NO_AMOUNTS });
    expect(curve.toCurve()).toMatchObject({ liquidity: 500n, ticks: [{ index: 600 }, { index: 1_200 }] });
    // The venue states more than the positions that were read: some are missing, and a depth would be invented.
    curve.setState(at(660, 501n));
    expect(curve.toCurve()).toBeNull();
    curve.setState(at(660, null));
    expect(curve.toCurve()).toMatchObject({ liquidity: 500n });
    expect([599, 600, 1_199, 1_200].map((tick) => curve.activeAt(tick))).toEqual([0n, 500n, 500n, 0n]);
  });

  it('does not depend on the order of positions', () => {
    const position = fc.record({
      lower: fc.integer({ min: -20, max: 19 }).map((n) => n * 60),
      width: fc.integer({ min: 1, max: 20 }).map((n) => n * 60),
      liquidityDelta: fc.bigInt({ min: 1n, max: 10n ** 20n }),
    });
    fc.assert(
      fc.property(fc.array(position, { maxLength: 12 }), fc.integer({ min: -1_200, max: 1_200 }), (positions, tick) => {
        const ranges = positions.map(({ lower, width, liquidityDelta }) => ({
          lower,
          upper: lower + width,
          liquidityDelta,
        }));
        const curveOf = (list: typeof ranges) => {
          const curve = new PoolCurve(terms);
          curve.setState(at(tick, 0n));
          for (const change of list) curve.change({ ...change, ...NO_AMOUNTS });
          return curve.toCurve();
        };
        const inRange = ranges.filter(({ lower, upper }) => lower <= tick && tick < upper);
        expect(curveOf(ranges)).toMatchObject({
          liquidity: inRange.reduce((sum, { liquidityDelta }) => sum + liquidityDelta, 0n),
        });
        expect(curveOf([...ranges].reverse())).toEqual(curveOf(ranges));
      }),
    );
  });

  it('knows no curve of bins, and no price without one', () => {
    const bins = new PoolCurve({ ...terms, curve: 'bins' });
    bins.setState(at(0, 1n));
    expect(bins.toCurve()).toBeNull();
    const curve = new PoolCurve(terms);
    curve.setState({ sqrtPrice: null, tick: 5, liquidity: 1n, reserve0: null, reserve1: null });
    expect(curve.state).toBeNull();
    expect(liquidityAt([{ index: 0, liquidityNet: 5n }], 0)).toBeNull();
  });
});

describe('the figures of a pool', () => {
  it('are those of METRICS.md for a constant product: 300 dollars mid, 3.584 % for 10,000 dollars', () => {
    const pool = { reserve0: 1_000_000_000n, reserve1: 300_000_000_000n, feePips: 2_500 };
    const row = depthRow(pool, { ...dollars, multiplier: one });
    expect(row).toMatchObject({ midUsd: '300', tvlUsd: '600000', state: 'live', liquidity: 0n, tick: null });
    expect(Number(row.buySlippage[2])).toBeCloseTo(0.03584, 5);
    expect(Number(row.buyImpact[2])).toBeCloseTo(0.03325, 5);
    expect(Number(row.askDepthUsd[3])).toBeCloseTo(300_000 * (Math.sqrt(1.02) - 1), 4);
    expect(Number(row.bidDepthUsd[3])).toBeCloseTo(300_000 * (1 - Math.sqrt(0.98)), 4);
    expect(row.buyFillableUsd).toBeNull();
  });

  it('are per share when the multiplier is not one, and null without a price', () => {
    const pool = { reserve0: 1_000_000_000n, reserve1: 300_000_000_000n, feePips: 2_500 };
    expect(depthRow(pool, { ...dollars, multiplier: { numerator: 12n, denominator: 10n } }).midUsd).toBe('250');
    const unpriced = depthRow(pool, { ...dollars, quotePrice: null, multiplier: one });
    expect(unpriced).toMatchObject({ midUsd: null, tvlUsd: null, state: 'live', reserve0Raw: 1_000_000_000n });
    expect(unpriced.askDepthUsd).toEqual([null, null, null, null, null, null]);
    expect(unpriced.buySlippage).toEqual([null, null, null, null, null]);
  });

  it('give the impact alone when the fee is not known', () => {
    const pool = { reserve0: 1_000_000_000n, reserve1: 300_000_000_000n, feePips: 0 };
    const row = depthRow(pool, { ...dollars, feeKnown: false, multiplier: one });
    expect(row.buySlippage).toEqual([null, null, null, null, null]);
    expect(Number(row.buyImpact[2])).toBeCloseTo(0.03333, 5);
  });

  it('count the reserves of a concentrated pool by its positions', () => {
    const curve = new PoolCurve(terms);
    curve.setState(at(0, 0n));
    curve.change({ lower: -600, upper: 600, liquidityDelta: 10n ** 12n, ...NO_AMOUNTS });
    const { reserve0, reserve1 } = reservesOf(curve.toCurve()!);
    const expected = 1e12 * (1 - 1.0001 ** -300);
    expect(Number(reserve0) / expected).toBeCloseTo(1, 6);
    expect(Number(reserve1) / expected).toBeCloseTo(1, 6);
    const empty = new PoolCurve(terms);
    empty.setState(at(0, 0n));
    expect(depthRow(empty.toCurve()!, { ...dollars, multiplier: one })).toMatchObject({
      state: 'zero_liquidity',
      tvlUsd: '0',
      buyFillableUsd: '0',
    });
  });
});

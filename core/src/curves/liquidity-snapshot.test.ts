import { expect, it } from 'vitest';
import { applyLiquidity, type ConcentratedPool } from './concentrated.ts';
import { liquiditySnapshot } from './liquidity-snapshot.ts';
import { sqrtPriceAtTick } from './tick-math.ts';

const empty: ConcentratedPool = {
  sqrtPrice: sqrtPriceAtTick(50_000, 64),
  liquidity: 0n,
  tick: 50_000,
  feePips: 2_500,
  tickSpacing: 60,
  ticks: [],
  resolution: 64,
};
const terms = { quote: 1, sizesQuoteRaw: [10n ** 6n, 10n ** 9n, 10n ** 30n], deltasBps: [10, 200, 1_000] } as const;

it('tells an empty pool, one without liquidity near the price, and a live one apart', () => {
  const far = applyLiquidity(empty, 52_020, 52_080, 10n ** 12n);
  const live = applyLiquidity(empty, 49_980, 50_040, 10n ** 12n);
  const edge = applyLiquidity(empty, 50_940, 52_080, 10n ** 12n);
  expect(liquiditySnapshot(empty, terms).state).toBe('zero_liquidity');
  expect(liquiditySnapshot(far, terms).state).toBe('out_of_range');
  expect(liquiditySnapshot(edge, terms).state).toBe('live');
  expect(liquiditySnapshot(live, terms).state).toBe('live');
});

it('answers an empty pool with zero depth and null slippage', () => {
  expect(liquiditySnapshot(empty, terms)).toMatchObject({
    askDepthRaw: [0n, 0n, 0n],
    bidDepthRaw: [0n, 0n, 0n],
    buySlippage: [null, null, null],
    sellSlippage: [null, null, null],
    buyFillableRaw: 0n,
    sellFillableRaw: 0n,
  });
});

it('keeps the lists in the asked order, and null only where the pool cannot fill', () => {
  const pool = applyLiquidity(empty, 48_000, 52_020, 10n ** 12n);
  const forward = liquiditySnapshot(pool, terms);
  const backward = liquiditySnapshot(pool, {
    ...terms,
    deltasBps: [1_000, 200, 10],
    sizesQuoteRaw: [10n ** 30n, 10n ** 9n, 10n ** 6n],
  });
  expect(backward.askDepthRaw.toReversed()).toEqual(forward.askDepthRaw);
  expect(backward.bidDepthRaw.toReversed()).toEqual(forward.bidDepthRaw);
  expect(backward.buySlippage.toReversed()).toEqual(forward.buySlippage);
  expect(forward.buySlippage.map((share) => share === null)).toEqual([false, false, true]);
  expect(forward.sellSlippage.map((share) => share === null)).toEqual([false, false, true]);
  expect(forward.buyFee[0]).toMatch(/^0\.0025/);
});

it('asks for whole basis points', () => {
  for (const delta of [0, -1, 0.5, 10_000]) {
    expect(() => liquiditySnapshot(empty, { ...terms, deltasBps: [delta] })).toThrow(/basis points/);
  }
});

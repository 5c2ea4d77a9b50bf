import { describe, expect, it } from 'vitest';
import { amihudRatio } from './amihud.ts';
import { effectiveSpreadShare, spreadShare } from './effective-spread.ts';
import { fitLine, studentQuantile975 } from './fit-line.ts';
import { type KyleTrade, kyleBins, kyleLambdaOf } from './kyle-lambda.ts';
import { lpMarkoutUsd } from './lp-markout.ts';
import { priceImpactShare } from './price-impact.ts';
import { informationShare, realizedSpreadShare } from './realized-spread.ts';

describe('spreads', () => {
  // Mid 100: a buy of 300 USD at 100.10 and a sale of 100 USD at 99.50; five minutes later the mid is 100.05.
  const fills = [
    { side: 'buy', price: '100.10', mid: '100', usd: '300' },
    { side: 'sell', price: '99.50', mid: '100', usd: '100' },
  ] as const;

  it('are twice the distance from the mid, and positive on both sides', () => {
    expect(fills.map((fill) => spreadShare(fill.side, fill.price, fill.mid))).toEqual(['0.002', '0.01']);
    expect(spreadShare('sell', '100.20', '100')).toBe('-0.004');
    expect([spreadShare('buy', '1', null), spreadShare('buy', '1', '0')]).toEqual([null, null]);
  });

  it('are weighted by dollars', () => {
    // (0.002 × 300 + 0.01 × 100) ÷ 400
    expect(effectiveSpreadShare(fills)).toBe('0.004');
    expect(effectiveSpreadShare([...fills, { side: 'buy', price: '500', mid: null, usd: '9999' }])).toBe('0.004');
    expect(effectiveSpreadShare([{ side: 'buy', price: '1', mid: '1', usd: null }])).toBeNull();
  });

  it('split into what was kept and what the market moved', () => {
    const later = fills.map((fill) => ({ ...fill, laterMid: '100.05' }));
    // Buy: 2 × 0.05 ÷ 100 on 300; sale: 2 × 0.55 ÷ 100 on 100: 1.4 ÷ 400 in all.
    expect(realizedSpreadShare(later)).toBe('0.0035');
    expect(realizedSpreadShare([...later, { ...later[0]!, laterMid: null, usd: '9999' }])).toBe('0.0035');
    expect(informationShare('0.004', '0.0035')).toBe('0.0005');
    expect(informationShare('0.004', null)).toBeNull();
  });
});

describe('price impact', () => {
  it('is positive in the taker’s direction', () => {
    expect(priceImpactShare('buy', '100', '103')).toBe('0.03');
    expect(priceImpactShare('sell', '100', '98')).toBe('0.02');
    expect([priceImpactShare('buy', null, '1'), priceImpactShare('buy', '0', '1')]).toEqual([null, null]);
  });
});

describe('LP markout', () => {
  it('is what the pool gained', () => {
    expect(
      lpMarkoutUsd([
        // The taker bought 2 at 100; later 101: the pool sold too cheaply, −2.
        { side: 'buy', shares: '2', price: '100', laterMid: '101' },
        // The taker sold 3 at 99; later 101: the pool bought cheaply, +6.
        { side: 'sell', shares: '3', price: '99', laterMid: '101' },
        { side: 'sell', shares: '1000', price: '1', laterMid: null },
      ]),
    ).toBe('4');
    expect(lpMarkoutUsd([{ side: 'buy', shares: '1', price: '1', laterMid: null }])).toBeNull();
  });
});

describe('Amihud', () => {
  const days = [
    { returnShare: '0.01', volumeUsd: '1000000' },
    { returnShare: '-0.02', volumeUsd: '4000000' },
    { returnShare: '0', volumeUsd: '500000' },
    { returnShare: '0.03', volumeUsd: '2000000' },
    { returnShare: '-0.005', volumeUsd: '250000' },
  ];

  it('averages |return| per million dollars', () => {
    // 0.01, 0.005, 0, 0.015 and 0.02 by hand.
    expect(amihudRatio(days)).toBe('0.01');
    expect(amihudRatio([...days, { returnShare: '0.5', volumeUsd: '0' }, { returnShare: null, volumeUsd: '9' }])).toBe(
      '0.01',
    );
  });

  it('is unknown with four traded days', () => {
    expect(amihudRatio(days.slice(1))).toBeNull();
  });
});

describe('Kyle’s λ', () => {
  it('bins trades by five minutes and takes signed roots', () => {
    const at = (time: number, side: 'buy' | 'sell', usd: string, priceAfter: string): KyleTrade => ({
      time,
      side,
      usd,
      priceAfter,
    });
    expect(
      kyleBins([
        at(0, 'buy', '100', '100'),
        at(299, 'buy', '100', '200'),
        at(300, 'buy', '10000', '210'),
        at(599, 'sell', '400', '220'),
        // An empty bin gives no row; the next return is from the last known price.
        at(1_200, 'sell', '900', '209'),
      ]),
    ).toEqual([
      { flow: 80, return: expect.closeTo(0.1, 15) },
      { flow: -30, return: expect.closeTo(-0.05, 15) },
    ]);
  });

  it('finds the slope that made the returns', () => {
    const bins = Array.from({ length: 30 }, (_, i) => ({
      flow: i - 14,
      return: 0.0002 * (i - 14) + (i % 2 ? 1e-4 : -1e-4),
    }));
    const fit = kyleLambdaOf(bins)!;
    // Alternating residuals: Σ(x − x̄)(±1) = 15, Sxx = 2,247.5, so the slope is 0.0002 + 1e-4 · 15 ÷ 2,247.5.
    expect(fit.slope).toBeCloseTo(0.0002 + (1e-4 * 15) / 2_247.5, 12);
    expect(fit.low).toBeLessThan(0.0002);
    expect(fit.high).toBeGreaterThan(0.0002);
    expect(kyleLambdaOf(bins.slice(1))).toBeNull();
    expect(kyleLambdaOf(bins.map((bin) => ({ ...bin, flow: 7 })))).toBeNull();
  });
});

describe('fitLine', () => {
  it('solves a table by hand', () => {
    // x 1…5, y 2 4 5 4 5: slope 6 ÷ 10, intercept 4 − 0.6 · 3, residuals² 2.4, s² = 0.8, error √(0.8 ÷ 10).
    const fit = fitLine([2, 4, 5, 4, 5].map((y, i) => ({ x: i + 1, y })))!;
    expect(fit.slope).toBeCloseTo(0.6, 12);
    expect(fit.intercept).toBeCloseTo(2.2, 12);
    expect(fit.standardError).toBeCloseTo(Math.sqrt(0.08), 12);
    expect(fit.high - fit.slope).toBeCloseTo(3.1824 * Math.sqrt(0.08), 2);
    expect(
      fitLine([
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ]),
    ).toBeNull();
  });

  it.each([
    [5, 2.5706],
    [10, 2.2281],
    [28, 2.0484],
    [120, 1.9799],
  ])('knows Student’s quantile of %i degrees as tables print it', (degrees, quantile) => {
    expect(studentQuantile975(degrees)).toBeCloseTo(quantile, 3);
  });
});

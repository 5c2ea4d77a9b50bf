import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromRaw, minus, ratio, sum, times } from '../decimal.ts';
import { effectiveSpreadShare } from '../metrics/effective-spread.ts';
import { lpMarkoutUsd } from '../metrics/lp-markout.ts';
import { priceImpactShare } from '../metrics/price-impact.ts';
import { MARKOUT_SECONDS, realizedSpreadShare } from '../metrics/realized-spread.ts';
import { measureFills, type PoolEvent } from './measure-fills.ts';
import { addQuality, noQuality, type QualitySums, qualityShares } from './quality-sums.ts';

const price = (numerator: number, denominator = 1) => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
});
const usd = (dollars: number) => BigInt(Math.round(dollars * 100)) * 10n ** 10n;
const state = (time: number, at: number): PoolEvent => ({ time, priceAfter: price(at), fill: null });
const fill = (time: number, side: 'buy' | 'sell', stock: number, quote: number, after: number | null): PoolEvent => ({
  time,
  priceAfter: after === null ? null : price(after),
  fill: { side, stockRaw: BigInt(stock), quoteRaw: BigInt(quote), usd: usd(quote) },
});
const all = (events: PoolEvent[], own: Partial<Parameters<typeof measureFills>[1]> = {}) => {
  const spans = measureFills(events, { from: 0, until: 86_400, knownUntil: 86_400, spanSeconds: 1_800, ...own });
  const total = noQuality(MARKOUT_SECONDS.length);
  for (const sums of spans.values()) addQuality(total, sums);
  return { spans, total, shares: qualityShares(total) };
};

describe('fills held against mids', () => {
  it('gives the table that was worked out by hand', () => {
    // Quote is dollars. The pool stands at 100.
    // 0 s: buys 10 for 1,010 (price 101), pool goes to 102. Spread 2·(101−100)/100 = 0.02, impact 0.02.
    // 60 s: sells 10 for 1,010 (price 101), pool goes to 100. Mid before 102: spread 2·(102−101)/102 = 1/51, impact 2/102.
    const { shares, total } = all([state(-5, 100), fill(0, 'buy', 10, 1_010, 102), fill(60, 'sell', 10, 1_010, 100)]);
    expect(total).toMatchObject({ fills: 2, measured: 2, impacts: 2, usd: usd(2_020) });
    // (0.02 + 0.0196078431372549…) ÷ 2
    expect(shares.effectiveSpread).toBe('0.019803921568627451');
    expect(shares.priceImpact).toBe('0.019803921568627451');
    // One minute later the pool stands at 100 for both: the buy kept 2·(101−100)/100, the sale 2·(100−101)/102.
    // The pool got 1,010 for what is worth 1,000, and then gave 1,010 for that.
    expect(shares.later[0]).toEqual({ realizedSpread: '0.000196078431372549', markoutUsd: '0', fills: 2 });
  });

  it('knows no mid where the fill before stated none, and none past what is indexed', () => {
    const events = [fill(0, 'buy', 1, 100, 100), fill(10, 'buy', 1, 101, null), fill(20, 'sell', 1, 99, 100)];
    const { shares, total } = all(events, { knownUntil: 400 });
    expect(total).toMatchObject({ fills: 3, measured: 1, impacts: 0 });
    expect(shares).toEqual({
      effectiveSpread: '0.02',
      allInCost: null,
      priceImpact: null,
      later: [
        { realizedSpread: '0.02', markoutUsd: '1', fills: 1 },
        { realizedSpread: '0.02', markoutUsd: '1', fills: 1 },
        { realizedSpread: null, markoutUsd: null, fills: 0 },
      ],
    });
  });

  it('leaves out of the spread what nothing priced or what moved on one side only, and counts it', () => {
    const unpriced = { ...fill(1, 'buy', 1, 101, 101), fill: { side: 'buy', stockRaw: 1n, quoteRaw: 101n, usd: null } };
    const { total, shares } = all([state(0, 100), unpriced as PoolEvent, fill(2, 'buy', 0, 5, 101)]);
    expect(total).toMatchObject({ fills: 2, measured: 0, impacts: 2 });
    expect(shares).toMatchObject({ effectiveSpread: null, priceImpact: '0.005' });
  });

  it('holds fills against the real share where that has a price', () => {
    // The share is at 98 dollars until 50 s, then unknown: the buy at 101 cost 2·3/98, the sale is not judged.
    const referenceAt = (time: number) => (time < 50 ? { numerator: 98n * 10n ** 12n, denominator: 1n } : null);
    const events = [fill(0, 'buy', 10, 1_010, 102), fill(10, 'sell', 10, 970, 100), fill(60, 'sell', 10, 1_010, 100)];
    const { shares, total } = all(events, { referenceAt });
    expect(total.against).toMatchObject({ fills: 2, usd: usd(1_980) });
    // (6/98 · 1,010 + 2/98 · 970) ÷ 1,980 = 0.04122861265718408575…
    expect(shares.allInCost).toMatch(/^0\.04122861265718408[56]$/);
    expect(all(events).shares.allInCost).toBeNull();
  });

  it('measures the fills of the window only, by spans that begin on their own clock', () => {
    const events = [0, 1_799, 1_800, 3_600].map((time) => fill(time, 'buy', 1, 101, 100));
    const { spans } = all([state(-9, 100), ...events], { from: 1_000, until: 3_600 });
    expect([...spans].map(([start, { fills }]) => [start, fills])).toEqual([
      [0, 1],
      [1_800, 1],
    ]);
  });
});

/** The formulas round mids to 18 places; what follows from a tiny mid is only as exact as it. */
const close = (a: string | null, b: string | null, tolerance = 1e-9) => {
  if (a === null || b === null) expect(a).toBe(b);
  else expect(Math.abs(Number(minus(a, b)))).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(Number(b))));
};

describe('the integer sums', () => {
  const amount = fc.integer({ min: 1, max: 1_000_000 });
  const event = fc.record({
    wait: fc.integer({ min: 0, max: 900 }),
    after: fc.option(fc.tuple(amount, amount), { freq: 6 }),
    fill: fc.option(
      fc.record({
        side: fc.constantFrom<'buy' | 'sell'>('buy', 'sell'),
        stockRaw: amount.map(BigInt),
        quoteRaw: amount.map(BigInt),
        usd: fc.option(
          amount.map((cents) => BigInt(cents) * 10n ** 10n),
          { freq: 9 },
        ),
      }),
      { freq: 4 },
    ),
  });
  const events = fc.array(event, { minLength: 1, maxLength: 30 }).map((steps) => {
    let time = 0;
    return steps.map(({ wait, after, fill: own }): PoolEvent => {
      time += wait;
      return { time, priceAfter: after && price(...after), fill: own };
    });
  });

  it('equal the formulas of the metrics, fill by fill', () => {
    fc.assert(
      fc.property(events, (list) => {
        const { total, shares } = all(list, { knownUntil: 5_000 });
        const decimal = (at: PoolEvent['priceAfter']) =>
          at && ratio(at.numerator.toString(), at.denominator.toString());
        const rows = list.flatMap(({ fill: own, time, priceAfter }, i) => {
          if (own === null) return [];
          const { side, stockRaw, quoteRaw } = own;
          const mid = i === 0 ? null : decimal(list[i - 1]!.priceAfter);
          const laterMids = MARKOUT_SECONDS.map((seconds) =>
            time + seconds > 5_000 ? null : decimal(list.findLast((each) => each.time <= time + seconds)!.priceAfter),
          );
          const value = own.usd === null ? null : fromRaw(own.usd, 12);
          // A dollar of quote is worth what the fill says; the markout is in it.
          const perQuote = value && ratio(value, quoteRaw.toString());
          const paid = ratio(quoteRaw.toString(), stockRaw.toString())!;
          return [{ side, stockRaw, paid, mid, laterMids, usd: value, perQuote, after: decimal(priceAfter) }];
        });
        const fills = rows.map((row) => ({ side: row.side, price: row.paid, mid: row.mid, usd: row.usd }));
        close(shares.effectiveSpread, effectiveSpreadShare(fills));
        const impacts = rows.flatMap((row) => priceImpactShare(row.side, row.mid, row.after) ?? []);
        close(shares.priceImpact, ratio(sum(impacts), String(impacts.length)));
        for (const [horizon] of MARKOUT_SECONDS.entries()) {
          const own = rows.map((row, i) => ({ ...fills[i]!, laterMid: row.laterMids[horizon]! }));
          close(shares.later[horizon]!.realizedSpread, realizedSpreadShare(own));
          const usable = rows.filter((row) => row.mid !== null && row.perQuote !== null);
          const gains = usable.map((row) => {
            const one = lpMarkoutUsd([
              { side: row.side, shares: row.stockRaw.toString(), price: row.paid, laterMid: row.laterMids[horizon]! },
            ]);
            return one && times(one, row.perQuote as string);
          });
          const known = gains.filter((gain) => gain !== null);
          close(shares.later[horizon]!.markoutUsd, known.length === 0 ? null : sum(known), 1e-4);
        }
        expect(total.fills).toBe(rows.length);
      }),
      { numRuns: 150 },
    );
  });

  it('add up whatever the spans', () => {
    fc.assert(
      fc.property(events, fc.constantFrom(60, 300, 3_600), (list, spanSeconds) => {
        const flat = (sums: QualitySums) => JSON.stringify(sums, (_, value) => String(value));
        expect(all(list, { spanSeconds }).total).toEqual(all(list).total);
        expect(flat(all(list, { spanSeconds }).total)).toBe(flat(all(list, { spanSeconds: 86_400 }).total));
      }),
      { numRuns: 60 },
    );
  });
});

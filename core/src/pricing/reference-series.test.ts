import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FeedAnswer, referenceAt } from './reference.ts';
import { referenceSeries } from './reference-series.ts';

const answer = (updatedTime: number, priceUsd: string, own: Partial<FeedAnswer> = {}): FeedAnswer => ({
  token: 'base:a',
  priceUsd,
  updatedTime,
  multiplier: null,
  ...own,
});

describe('the reference of an underlying over time', () => {
  it('is the same as that of each moment', () => {
    const answers = fc.array(
      fc.record({
        token: fc.constantFrom('base:a', 'base:b', 'solana:c'),
        priceUsd: fc.integer({ min: 1, max: 999 }).map(String),
        updatedTime: fc.integer({ min: 0, max: 20 }),
        multiplier: fc.constantFrom(null, '2', '0.5'),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(answers, fc.integer({ min: -2, max: 22 }), (list, time) => {
        // Two answers of one token at one second would be one answer on chain.
        const own = [...new Map(list.map((each) => [`${each.token}/${each.updatedTime}`, each])).values()];
        expect(referenceSeries(own).at(time)).toEqual(referenceAt(own, time));
      }),
    );
  });

  it('finds the first and the last answer of a stretch, per share', () => {
    const series = referenceSeries([
      answer(30, '300'),
      answer(10, '200', { multiplier: '2' }),
      answer(20, '150', { token: 'base:b' }),
      answer(20, '140'),
    ]);
    expect([series.first(0, 100), series.first(11, 100), series.last(0, 29)]).toEqual(['100', '140', '140']);
    expect([series.first(31, 99), series.first(21, 29), series.last(0, 9), series.last(21, 29)]).toEqual(
      Array(4).fill(null),
    );
  });
});

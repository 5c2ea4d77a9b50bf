import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FeeSchedule, rangeFeeAt } from './range-fee.ts';

const START = 1_751_241_600;
const linear: FeeSchedule = {
  ...{ first: 500_000_000, periods: 120, seconds: 30, reduction: 4_000_000 },
  ...{ decay: 'linear', start: START },
};
const exponential: FeeSchedule = { ...linear, reduction: 417, decay: 'exponential' };
const nanoAt = (schedule: FeeSchedule, time?: number) => rangeFeeAt({ on: 'token1', schedule }, time).nano;

describe('a scheduled fee', () => {
  // Exponential: worked out from the program's source by a second implementation in another language.
  it.each([
    ['first period', 29, 500_000_000, 500_000_000],
    ['second', 30, 496_000_000, 479_150_000],
    ['eighth', 7 * 30, 472_000_000, 371_090_999],
    ['sixty-first', 60 * 30 + 29, 260_000_000, 38_820_336],
    ['last but one', 119 * 30, 24_000_000, 3_145_191],
    ['last', 120 * 30, 20_000_000, 3_014_037],
    ['long after', 9_000_000, 20_000_000, 3_014_037],
    ['before it begins, for those who were promised the last', -1, 20_000_000, 3_014_037],
  ])('%s', (_name, after, linearly, byShare) => {
    expect(nanoAt(linear, START + after)).toBe(linearly);
    expect(nanoAt(exponential, START + after)).toBe(byShare);
  });

  it('is the last one without a time, and keeps its side', () => {
    expect(rangeFeeAt({ on: 'bought', schedule: linear })).toEqual({ nano: 20_000_000, on: 'bought' });
    expect(rangeFeeAt({ nano: 7, on: 'token1' }, START)).toEqual({ nano: 7, on: 'token1' });
  });

  it('never rises', () => {
    const time = fc.integer({ min: START, max: START + 5_000 });
    fc.assert(
      fc.property(fc.constantFrom(linear, exponential), time, time, (schedule, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(nanoAt(schedule, early)).toBeGreaterThanOrEqual(nanoAt(schedule, late));
      }),
    );
  });
});

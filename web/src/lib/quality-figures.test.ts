import { expect, test } from 'vitest';
import { measured } from '../testing/mock-quality.ts';
import { createI18n } from './i18n.ts';
import { qualityFigures } from './quality-figures.ts';

const valuesOf = (quality: typeof measured) =>
  qualityFigures(quality, createI18n('en')).map(({ value, note }) => [value, note]);

test('what is known is told with what it rests on', () => {
  expect(valuesOf(measured)).toEqual([
    ['0.640%', 'against the mid, 950 fills'],
    ['0.900%', 'against the share, 310 fills'],
    ['0.025%', 'mean of a fill'],
    ['1.230%', 'per $1M a day; adjusted 1.310%'],
    // 0.000012 · √10,000
    ['+0.120%', '95% between +0.110% and +0.130%'],
  ]);
});

test('what is not known says why', () => {
  const empty = {
    ...measured,
    effectiveSpread: null,
    allInCost: null,
    amihud: null,
    amihudAdjusted: null,
    kyleLambda: { value: null, low: null, high: null, bins: 12 },
  };
  expect(valuesOf(empty).map(([value, note]) => `${value} ${note}`)).toEqual([
    '— against the mid, 950 fills',
    '— no fresh price of the share',
    '0.025% mean of a fill',
    '— fewer than five traded days',
    '— 12 of 30 intervals needed',
  ]);
});

import { describe, expect, it } from 'vitest';
import { againstReference } from './premium.ts';
import { weekendGapOf, weekendScore } from './weekend-gap.ts';

const unix = (instant: string) => Date.parse(instant) / 1_000;
const reference = (instant: string, priceUsd = '300') => ({ priceUsd, time: unix(instant), maxAgeSeconds: 600 });

describe('premium and drift', () => {
  it('is a premium while the exchange is open and the reference fresh', () => {
    expect(againstReference(unix('2025-06-30T15:00:00Z'), '303', reference('2025-06-30T14:50:00Z'))).toEqual({
      session: 'regular',
      premium: '0.01',
      drift: null,
      unknownReason: null,
    });
  });

  it.each([
    ['post', '2025-06-30T20:00:00Z'],
    ['overnight', '2025-07-01T02:00:00Z'],
    ['pre', '2025-07-01T09:00:00Z'],
    ['weekend', '2025-07-05T15:00:00Z'],
    ['holiday', '2025-07-04T15:00:00Z'],
  ])('is drift from the last print in the %s session, however old', (session, instant) => {
    expect(againstReference(unix(instant), '297', reference('2025-06-30T19:59:00Z'))).toEqual({
      session,
      premium: null,
      drift: '-0.01',
      unknownReason: null,
    });
  });

  it.each([
    ['stale-reference', '300', reference('2025-06-30T14:49:59Z')],
    ['reference-from-later', '300', reference('2025-06-30T15:00:01Z')],
    ['no-reference', '300', null],
    ['no-reference', '300', reference('2025-06-30T14:59:00Z', '0')],
    ['no-price', null, reference('2025-06-30T14:59:00Z')],
  ] as const)('is neither: %s', (unknownReason, price, feed) => {
    expect(againstReference(unix('2025-06-30T15:00:00Z'), price, feed)).toEqual({
      session: 'regular',
      premium: null,
      drift: null,
      unknownReason,
    });
  });
});

describe('weekend gap', () => {
  it('is the logarithm of opening over close', () => {
    expect(weekendGapOf('100', '110')).toBeCloseTo(0.0953101798, 10);
    expect(weekendGapOf('100', '100')).toBe(0);
    expect([weekendGapOf(null, '1'), weekendGapOf('1', null), weekendGapOf('0', '1')]).toEqual([null, null, null]);
  });

  it('scores what the chain said', () => {
    const score = weekendScore([
      { closeUsd: '100', onChainUsd: '104', openUsd: '102' },
      { closeUsd: '100', onChainUsd: '99', openUsd: '103' },
      { closeUsd: '100', onChainUsd: null, openUsd: '50' },
    ])!;
    expect(score).toMatchObject({ weekends: 2, sameDirection: 1 });
    // |ln 1.04 − ln 1.02| and |ln 0.99 − ln 1.03|.
    expect(score.meanError).toBeCloseTo((Math.log(1.04 / 1.02) + Math.log(1.03 / 0.99)) / 2, 12);
    expect(score.meanGap).toBeCloseTo((Math.log(1.02) + Math.log(1.03)) / 2, 12);
    expect(weekendScore([])).toBeNull();
  });
});

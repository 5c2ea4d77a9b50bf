import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inForceFrom, multiplierAt, pricePerShare, shares, sharesOfUnits, type UnitState } from './units.ts';

const units = (
  unitRule: UnitState['unitRule'],
  factor: string | null = null,
  decimals: number | null = 8,
): UnitState => ({
  decimals,
  unitRule,
  multiplier: factor,
  wrapperRate: factor,
});

describe('shares', () => {
  it.each([
    ['raw-stable after a dividend', units('raw-stable', '1.0059033904787456'), '10.059033904787456'],
    ['raw-stable after a 1-to-6 split', units('raw-stable', '6'), '60'],
    ['raw-stable with an unknown multiplier', units('raw-stable'), null],
    ['rebasing, whatever the multiplier', units('rebasing', '6'), '10'],
    ['plain', units('plain'), '10'],
    ['a wrapper at its rate', units('wrapper', '1.25'), '12.5'],
    ['a wrapper at an unknown rate', units('wrapper'), null],
    ['an unknown rule', units('unknown', '2'), null],
    ['unknown decimals', units('plain', null, null), null],
  ])('of %s', (_, state, expected) => {
    expect(shares(1_000_000_000n, state)).toBe(expected);
  });

  it('cost the token’s price by the shares that it stands for', () => {
    // A token of 600 USD that stands for six shares: 100 USD a share.
    expect(pricePerShare('600', units('raw-stable', '6'))).toBe('100');
    expect(pricePerShare('600', units('rebasing', '6'))).toBe('600');
    expect(pricePerShare('600', units('unknown', '6'))).toBeNull();
    expect(pricePerShare('600', units('raw-stable', '0'))).toBeNull();
  });
});

describe('sharesOfUnits', () => {
  it.each([
    ['raw-stable after a split', units('raw-stable', '6'), '60'],
    ['rebasing after a split: its balances have grown with it', units('rebasing', '6'), '60'],
    ['rebasing with an unknown multiplier', units('rebasing'), null],
    ['plain', units('plain', '6'), '10'],
    ['an unknown rule', units('unknown', '2'), null],
    ['unknown decimals', units('rebasing', '1', null), null],
  ])('of %s', (_, state, expected) => {
    expect(sharesOfUnits('1000000000', state)).toBe(expected);
  });
});

describe('multiplierAt', () => {
  const changes = [
    { value: '1', announcedTime: 0, effectiveTime: 0 },
    { value: '6', announcedTime: 1_776_000_000, effectiveTime: 1_776_729_600 },
  ];

  it('changes at the effective time, without any transaction then', () => {
    expect(multiplierAt(changes, 1_776_729_599)).toBe('1');
    expect(multiplierAt(changes, 1_776_729_600)).toBe('6');
  });

  it('is unknown before the first change', () => {
    expect(multiplierAt([], 5)).toBeNull();
    expect(multiplierAt([changes[1]!], 5)).toBeNull();
  });

  it('takes the later announced of two changes for one time', () => {
    const corrected = { value: '6.1', announcedTime: 1_776_000_001, effectiveTime: 1_776_729_600 };
    expect(multiplierAt([...changes, corrected], 2_000_000_000)).toBe('6.1');
  });

  it('never comes to one that is replaced before its time, whenever the other takes effect', () => {
    for (const effectiveTime of [1_776_500_000, 1_776_800_000]) {
      const all = [...changes, { value: '5', announcedTime: 1_776_400_000, effectiveTime }];
      expect(multiplierAt(all, effectiveTime - 1)).toBe('1');
      expect(multiplierAt(all, effectiveTime)).toBe('5');
      expect(multiplierAt(all, 2_000_000_000)).toBe('5');
    }
  });

  it('keeps one that is announced for the past to its announcement', () => {
    const late = { value: '5', announcedTime: 1_776_800_000, effectiveTime: 1_776_729_000 };
    expect(multiplierAt([...changes, late], 1_776_799_999)).toBe('6');
    expect(multiplierAt([...changes, late], 1_776_800_000)).toBe('5');
  });

  it('is that of the last announcement whose time has come, unless a later one came first (law)', () => {
    const change = fc.record({ gap: fc.nat({ max: 5 }), ahead: fc.integer({ min: -3, max: 12 }) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), fc.nat({ max: 60 }), (steps, time) => {
        let now = 0;
        const all = steps.map(({ gap, ahead }, nth) => {
          now += gap;
          return { value: String(nth), announcedTime: now, effectiveTime: now + ahead };
        });
        const stands = all.filter(
          (own, nth) => !all.some((later, at) => at > nth && later.announcedTime < own.effectiveTime),
        );
        const due = stands.filter((own) => inForceFrom(own) <= time);
        const expected = due.toSorted((a, b) => inForceFrom(a) - inForceFrom(b)).at(-1)?.value ?? null;
        expect(multiplierAt(all, time)).toBe(expected);
      }),
    );
  });
});

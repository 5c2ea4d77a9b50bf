import { describe, expect, it } from 'vitest';
import { multiplierAt, pricePerShare, shares, sharesOfUnits, type UnitState } from './units.ts';

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
    { value: '6', effectiveTime: 1_776_729_600 },
    { value: '1', effectiveTime: 0 },
  ];

  it('changes at the effective time, without any transaction then', () => {
    expect(multiplierAt(changes, 1_776_729_599)).toBe('1');
    expect(multiplierAt(changes, 1_776_729_600)).toBe('6');
  });

  it('is unknown before the first change', () => {
    expect(multiplierAt([], 5)).toBeNull();
    expect(multiplierAt([changes[0]!], 5)).toBeNull();
  });

  it('takes the later of two changes for one time', () => {
    expect(multiplierAt([...changes, { value: '6.1', effectiveTime: 1_776_729_600 }], 2_000_000_000)).toBe('6.1');
  });
});

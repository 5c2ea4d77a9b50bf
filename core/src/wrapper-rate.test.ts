import { describe, expect, it } from 'vitest';
import type { MultiplierChange } from './units.ts';
import { type Wrapped, wrapperRateAt } from './wrapper-rate.ts';

const at = (time: number, value: string): MultiplierChange => ({ value, announcedTime: time, effectiveTime: time });
const wrapped = (unitRule: Wrapped['unitRule'], ...changes: MultiplierChange[]): Wrapped => ({ unitRule, changes });

describe('what one wrapped token stands for', () => {
  const shown = [at(100, '1'), at(200, '1.5')];

  it('is the last rate shown, carried on by the rebases since', () => {
    const base = wrapped('rebasing', at(150, '1.5'), at(250, '3'));
    expect(wrapperRateAt(shown, base, 99)).toBeNull();
    expect(wrapperRateAt(shown, base, 120)).toBe('1');
    // Between the two deposits the base rebased by half: the wrapper is worth that much more at once.
    expect(wrapperRateAt(shown, base, 160)).toBe('1.5');
    expect(wrapperRateAt(shown, base, 249)).toBe('1.5');
    expect(wrapperRateAt(shown, base, 250)).toBe('3');
  });

  it('goes through the multiplier of a wrapped token that does not rebase', () => {
    expect(wrapperRateAt(shown, wrapped('raw-stable', at(10, '2')), 210)).toBe('3');
    expect(wrapperRateAt(shown, wrapped('raw-stable'), 210)).toBe('1.5');
    expect(wrapperRateAt(shown, wrapped('plain'), 210)).toBe('1.5');
  });

  it('is not known of what stands for an unknown number of shares', () => {
    expect(wrapperRateAt(shown, wrapped('unknown'), 210)).toBeNull();
  });
});

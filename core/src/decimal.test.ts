import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, fromRaw, magnitude, minus, plus, ratio, root, sum, times } from './decimal.ts';

describe('decimal', () => {
  it('adds what floats round', () => {
    expect(sum(['0.1', '0.2'])).toBe('0.3');
    expect(sum(['123456789012345678901234567890', '0.000000000000000000000000000001'])).toBe(
      '123456789012345678901234567890.000000000000000000000000000001',
    );
    expect(sum([])).toBe('0');
  });

  it('adds two as it adds a list, however long or below zero', () => {
    const digits = (max: number) => fc.bigInt({ min: 0n, max: 10n ** BigInt(max) }).map(String);
    const decimal = fc
      .tuple(fc.boolean(), digits(22), fc.option(digits(12), { nil: undefined }))
      .map(([below, whole, part]) => `${below ? '-' : ''}${whole}${part === undefined ? '' : `.${part}`}`);
    const amount = fc
      .tuple(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 999_999 }), fc.nat({ max: 6 }))
      .map(([whole, part, places]) =>
        places === 0 ? `${whole}` : `${whole}.${String(part).padStart(6, '0').slice(0, places)}`,
      );
    fc.assert(
      fc.property(fc.oneof(decimal, amount), fc.oneof(decimal, amount), (a, b) => {
        expect(plus(a, b)).toBe(sum([a, b]));
      }),
      { numRuns: 2_000 },
    );
  });

  it('subtracts and multiplies exactly', () => {
    expect(minus('1', '1.000000000000000000001')).toBe('-0.000000000000000000001');
    expect(times('0.00000000000000000003', '0.3')).toBe('0.000000000000000000009');
  });

  it('divides to 18 places, half to even, and knows no quotient by zero', () => {
    expect(ratio('1', '3')).toBe('0.333333333333333333');
    expect(ratio('0.0000000000000000005', '1')).toBe('0');
    expect(ratio('0.0000000000000000015', '1')).toBe('0.000000000000000002');
    expect(ratio('1', '0')).toBeNull();
    expect(ratio('0', '0.00')).toBeNull();
  });

  it('takes roots and magnitudes and compares', () => {
    expect(root('2')).toBe('1.414213562373095049');
    expect(() => root('-1')).toThrow();
    expect(magnitude('-0.5')).toBe('0.5');
    expect([compare('1.0', '1'), compare('-2', '1'), compare('10', '9')]).toEqual([0, -1, 1]);
  });

  it('reads raw units', () => {
    expect(fromRaw(4466643n, 8)).toBe('0.04466643');
    expect(fromRaw('20000000', 6)).toBe('20');
    expect(fromRaw(-5n, 2)).toBe('-0.05');
    expect(fromRaw(7n, 0)).toBe('7');
    expect(fromRaw(0n, 18)).toBe('0');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absolute, addTo, decimalOf, decimalText, zero } from './decimal.ts';

const number = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.integer({ min: 0, max: 12 }), fc.bigInt({ min: 0n }))
  .map(([whole, places, part]) =>
    places === 0 ? String(whole) : `${whole}.${(part % 10n ** BigInt(places)).toString().padStart(places, '0')}`,
  );

describe('decimal sums', () => {
  it('print a number as it was read', () => {
    fc.assert(
      fc.property(number, (text) => {
        expect(decimalText(decimalOf(text))).toBe(text);
      }),
    );
  });

  it('keep the most decimals of their parts, as sum() of PostgreSQL does', () => {
    const sum = zero();
    for (const part of ['1.5', '0.50', '2']) addTo(sum, decimalOf(part));
    expect(decimalText(sum)).toBe('4.00');
    addTo(sum, decimalOf('4.000'), -1);
    expect(decimalText(sum)).toBe('0.000');
    addTo(sum, decimalOf('0.25'), -1);
    expect(decimalText(absolute(sum))).toBe('0.250');
  });

  it('are exact in any order', () => {
    fc.assert(
      fc.property(fc.array(number), (texts) => {
        const [there, back] = [zero(), zero()];
        for (const text of texts) addTo(there, decimalOf(text));
        for (const text of texts.toReversed()) addTo(back, decimalOf(text));
        for (const text of texts) addTo(there, decimalOf(text), -1);
        for (const text of texts.toReversed()) addTo(back, decimalOf(text), -1);
        expect([there.value, there.decimals]).toEqual([0n, back.decimals]);
      }),
    );
  });

  it('refuse more places than dollars have', () => {
    expect(() => decimalOf('0.1234567890123')).toThrow(/more than 12 decimals/);
  });
});

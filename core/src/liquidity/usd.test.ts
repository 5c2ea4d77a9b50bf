import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundedDiv, usdOf, usdText, usdValue } from './usd.ts';

describe('dollars as integers of 10^-12', () => {
  it('prints exactly and reads back what it printed', () => {
    expect(usdText(20_000_000_000_000n)).toBe('20');
    expect(usdText(1n)).toBe('0.000000000001');
    expect(usdText(1_500_000_000_000n)).toBe('1.5');
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), (usd) => usdOf(usdText(usd)) === usd));
  });

  it('values raw units of any decimals, halves up', () => {
    expect(usdText(usdValue(20_000_000n, 6, 10n ** 12n))).toBe('20');
    expect(usdText(usdValue(5n * 10n ** 17n, 18, 2_500n * 10n ** 12n))).toBe('1250');
    expect(usdValue(1n, 18, 5n * 10n ** 17n)).toBe(1n);
    expect(usdValue(1n, 18, 4n * 10n ** 17n)).toBe(0n);
    expect(roundedDiv(5n, 2n)).toBe(3n);
  });

  it('refuses what is not such an amount', () => {
    for (const text of ['-1', '1e3', '', '1.', 'NaN', '0.0000000000001'])
      expect(() => usdOf(text)).toThrow('is not an amount');
  });
});

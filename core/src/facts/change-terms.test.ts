import { describe, expect, it } from 'vitest';
import { type ChangeTerms, changeTermsOf } from './change-terms.ts';
import { termsText } from './stated-terms.ts';

describe('terms of a change', () => {
  const huge = 2n ** 63n + 1n;
  const cases: ChangeTerms[] = [
    { spread: { active: -7, offered: [huge, 0n], rule: { weights: [[-8, 3]], token: null } } },
    {
      spread: { active: 1, offered: [0n, huge], rule: { shape: 'bid-ask', way: 'imbalanced-token0' } },
      composition: { kept: [1n, huge], taken: [0n, 2n] },
    },
    {
      spread: {
        ...{ active: 1, offered: [0n, 0n] },
        rule: { lines: [{ lower: -1, upper: 4, base: [-huge, 2n], slope: [3n, -4n], activeToken: 0 }] },
      },
    },
    { parts: [[4, 6, 10_000]] },
    { composition: { kept: [3n, 0n], taken: [1n, 0n] } },
  ];

  it.each(cases)('come back from their text as they were (%#)', (terms) => {
    expect(changeTermsOf(JSON.parse(termsText(terms)))).toEqual(terms);
  });

  it('are absent where none were stored', () => {
    expect(changeTermsOf(null)).toBeUndefined();
  });
});

import { expect, test } from 'vitest';
import { createI18n } from './i18n.ts';
import { slippageLines, slippageText } from './slippage-text.ts';

const en = createI18n('en');
const none = { share: null, impact: null, fillableUsd: null };

test('a slippage is written, and an unknown one says whether the pool or the knowledge falls short', () => {
  expect(slippageLines({ share: '0.0123', impact: '0.01', fillableUsd: null }, en)).toEqual(['1.23%', null]);
  expect(slippageLines({ ...none, fillableUsd: '8012' }, en)).toEqual(['cannot fill', '≤ $8.01K']);
  expect(slippageLines({ ...none, fillableUsd: '0' }, en)).toEqual(['cannot fill', null]);
  expect(slippageLines({ ...none, unknown: true }, en)).toEqual(['unknown', null]);
  expect(slippageLines({ share: null, impact: '0.0012', fillableUsd: '39900' }, en)).toEqual([
    'fee not known',
    'impact 0.12%',
  ]);
});

test('in one line both parts are joined as the language joins them', () => {
  const value = { ...none, fillableUsd: '8000' };
  expect([en, createI18n('zh-Hant')].map((i18n) => slippageText(value, i18n))).toEqual([
    'cannot fill, ≤ $8K',
    '無法成交，≤ $8000',
  ]);
});

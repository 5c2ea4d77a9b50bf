import { expect, test } from 'vitest';
import { createI18n } from './i18n.ts';
import { sharePercent } from './share-text.ts';

const en = createI18n('en');

test('what is not zero is not written as zero', () => {
  expect(['0', '0.00004', '0.0001', '0.12345', '-0.00004'].map((share) => sharePercent(share, en))).toEqual([
    '0.00%',
    '<0.01%',
    '0.01%',
    '12.35%',
    '0.00%',
  ]);
  expect(sharePercent('0.0002', en, 1)).toBe('<0.1%');
  expect(sharePercent(null, en)).toBe('—');
});

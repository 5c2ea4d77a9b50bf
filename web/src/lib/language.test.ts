import { expect, test } from 'vitest';
import { negotiateLanguage, parseLanguage } from './language.ts';

test.each([
  [null, 'en'],
  ['', 'en'],
  ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-CN,zh;q=0.9', 'zh-Hans'],
  ['zh', 'zh-Hans'],
  ['zh-Hant-HK', 'zh-Hant'],
  ['en-GB,zh-TW;q=0.9', 'en'],
  ['fr-FR, zh-TW;q=0.5, en;q=0.7', 'en'],
  ['fr', 'en'],
  ['zh-TW;q=0, en', 'en'],
])('Accept-Language %j is answered in %s', (header, language) => {
  expect(negotiateLanguage(header)).toBe(language);
});

test('?lang= ignores case and refuses what is not a language of the pages', () => {
  expect(parseLanguage('ZH-hant')).toBe('zh-Hant');
  expect(parseLanguage('<script>')).toBeUndefined();
  expect(parseLanguage(null)).toBeUndefined();
});

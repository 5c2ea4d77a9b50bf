import { expect, test } from 'vitest';
import { linkHere, linkTo, poolPath, safeHref, tickerPath } from './links.ts';

const here = new URL('http://x/pools?lang=zh-Hant&window=30d&sort=tvl&after=abc');

test('a link to another page carries language, theme, window and counting rule, not the state of this page', () => {
  expect(linkTo(here, '/launch')).toBe('/launch?lang=zh-Hant&window=30d');
  expect(linkTo(new URL('http://x/?q=co&definition=dune'), '/launch')).toBe('/launch?definition=dune');
  expect(linkTo(new URL('http://x/'), '/launch')).toBe('/launch');
});

test('a link to this page keeps all but what changes', () => {
  expect(linkHere(here, { sort: 'depth', after: null })).toBe('/pools?lang=zh-Hant&window=30d&sort=depth');
});

test('ids become one path segment', () => {
  expect(tickerPath('xstocks:TSLAx')).toBe('/ticker/xstocks:TSLAx');
  expect(poolPath('solana:a/b?c')).toBe('/pool/solana:a%2Fb%3Fc');
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'not a url', ''])('%j is no link', (address) => {
  expect(safeHref(address)).toBeUndefined();
});

test('an explorer address is a link', () => {
  expect(safeHref('https://solscan.io/tx/5')).toBe('https://solscan.io/tx/5');
});

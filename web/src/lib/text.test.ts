import { expect, test } from 'vitest';
import { cutPlaces, lastWord, plainName, shortId } from './text.ts';

test('names lose what reorders or hides text, and their length', () => {
  expect(plainName('abc\u202edef\u200b\u0000\u2066g')).toBe('abcdefg');
  expect(plainName('x'.repeat(80))).toHaveLength(48);
  expect(plainName('特斯拉 TSLAx é')).toBe('特斯拉 TSLAx é');
});

test('markup in a name stays text for the page to escape', () => {
  expect(plainName('<img src=x>')).toBe('<img src=x>');
});

test('decimals are cut to their places', () => {
  expect(['0.229745327804698094', '12', '-3.100000009', '0.000000001'].map((value) => cutPlaces(value, 8))).toEqual([
    '0.22974532',
    '12',
    '-3.1',
    '0',
  ]);
});

test('long ids are joined from their ends', () => {
  expect(shortId('HHQUnUbmVeK8q7Qm')).toBe('HHQUnU…q7Qm');
  expect(shortId('0x12')).toBe('0x12');
});

test('a label is cut before its last word', () => {
  expect(['Share of all tickers', 'Share', '成交額', '調整後\u200b成交額'].map(lastWord)).toEqual([
    ['Share of all ', 'tickers'],
    ['', 'Share'],
    ['', '成交額'],
    ['調整後\u200b', '成交額'],
  ]);
});

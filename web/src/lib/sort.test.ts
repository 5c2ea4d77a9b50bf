import { expect, test } from 'vitest';
import { readSort, sortRows, writeSort } from './sort.ts';

const keys = ['volume', 'symbol'] as const;
const fallback = { key: 'volume', descending: true } as const;

test('the address names a column, with a minus for the largest first', () => {
  expect(readSort('symbol', keys, fallback)).toEqual({ key: 'symbol', descending: false });
  expect(readSort('-volume', keys, fallback)).toEqual(fallback);
  expect(writeSort({ key: 'volume', descending: true })).toBe('-volume');
});

test.each([null, '', '-', 'password', '--volume'])('%j is no column', (value) => {
  expect(readSort(value, keys, fallback)).toBe(fallback);
});

test('decimals sort as numbers and the unknown comes last in both orders', () => {
  const rows = ['9.5', null, '10', '-1'];
  const value = (row: string | null) => row;
  expect(sortRows(rows, value, true)).toEqual(['10', '9.5', '-1', null]);
  expect(sortRows(rows, value, false)).toEqual(['-1', '9.5', '10', null]);
});

test('text sorts by letters, not by code points', () => {
  expect(sortRows(['b', 'A', 'a', 'B'], (row) => row, false, 'text')).toEqual(['a', 'A', 'b', 'B']);
});

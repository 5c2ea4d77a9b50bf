import { expect, test } from 'vitest';
import { readWindow } from './day-window.ts';

const status = { firstDay: '2025-06-30', lastDay: '2025-07-20' };
const read = (query: string, range = status) => readWindow(new URLSearchParams(query), range);

test('seven days that end on the last indexed day are the default', () => {
  expect(read('')).toEqual({ preset: '7d', from: '2025-07-14', to: '2025-07-20' });
});

test('a preset does not begin before the first indexed day', () => {
  expect(read('window=30d')).toEqual({ preset: '30d', from: '2025-06-30', to: '2025-07-20' });
  expect(read('window=all')).toEqual({ preset: 'all', from: '2025-06-30', to: '2025-07-20' });
});

test('days go before presets, in either order, and one end may be open', () => {
  expect(read('window=1d&from=2025-07-03&to=2025-07-01')).toMatchObject({ preset: 'custom', from: '2025-07-01' });
  expect(read('from=2025-07-03')).toEqual({ preset: 'custom', from: '2025-07-03', to: '2025-07-20' });
});

test('a window does not reach beyond the indexed days', () => {
  expect(read('from=1900-01-01&to=2100-01-01')).toEqual({ preset: 'custom', from: '2025-06-30', to: '2025-07-20' });
});

test.each(['from=2025-02-30', 'from=yesterday', 'window=7 days', 'to=%00'])('%s is ignored', (query) => {
  expect(read(query).preset).toBe('7d');
});

test('an empty index has an open window', () => {
  const empty = readWindow(new URLSearchParams(), { firstDay: null, lastDay: null });
  expect(empty).toEqual({ preset: '7d', from: undefined, to: undefined });
});

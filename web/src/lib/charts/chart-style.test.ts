import { expect, test } from 'vitest';
import { coordinate, dayTick } from './chart-style.ts';

test('an unknown figure is a gap, and zero is drawn', () => {
  expect([coordinate(null), coordinate('0'), coordinate('12.5')]).toEqual([null, 0, 12.5]);
});

test('ticks are month and day, of a day or of an hour', () => {
  expect([dayTick('2025-06-30'), dayTick('2025-06-30 14:00')]).toEqual(['06-30', '06-30']);
});

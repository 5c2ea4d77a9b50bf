import { expect, test } from 'vitest';
import { returningTraders } from './returning-traders.ts';

test('traders less new traders, and nobody where a commit between the two readings brought more', () => {
  expect(returningTraders(12, 5)).toBe(7);
  expect(returningTraders(0, 107)).toBe(0);
});

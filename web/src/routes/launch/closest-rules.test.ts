import { expect, test } from 'vitest';
import type { Reconciliation } from '#lib/api/launch-query.ts';
import { closestRules } from './closest-rules.ts';

const row = (rule: string, difference: string | null, quantity = 'trades'): Reconciliation => ({
  day: '2025-06-30',
  quantity,
  rule,
  published: difference === null ? null : '2510',
  computed: '2500',
  difference,
});

test('the smallest distance wins, whichever its sign, in each quantity apart', () => {
  const rows = [row('a', '0.1'), row('b', '-0.02'), row('c', '0.3', 'volume'), row('d', '0.02')];
  expect([...closestRules(rows)].map(({ rule }) => rule)).toEqual(['b', 'd', 'c']);
});

test('where all rules agree, none is named', () => {
  expect(closestRules([row('a', '0'), row('b', '-0.0')]).size).toBe(0);
});

test('nothing is close to what was not published', () => {
  expect(closestRules([row('a', null)]).size).toBe(0);
});

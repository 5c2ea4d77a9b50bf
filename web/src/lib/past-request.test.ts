import { expect, test } from 'vitest';
import { readPast } from './past-request.ts';

const status = { firstDay: '2025-06-30', asOf: '2025-07-06T23:59:58Z' };

test('without an instant nothing is asked', () => {
  expect(readPast(null, status)).toEqual({ kind: 'none' });
  expect(readPast(' ', status)).toEqual({ kind: 'none' });
});

test('both ends of what is indexed can be asked for, and nothing beyond', () => {
  expect(readPast('2025-06-30T00:00', status)).toEqual({ kind: 'instant', at: '2025-06-30T00:00:00Z' });
  expect(readPast('2025-07-06T23:59:58Z', status)).toEqual({ kind: 'instant', at: '2025-07-06T23:59:58Z' });
  expect(readPast('2025-06-29T23:59:59', status).kind).toBe('outside');
  expect(readPast('2025-07-06T23:59:59', status)).toMatchObject({ kind: 'outside', to: status.asOf });
  expect(readPast('2025-07-01T00:00', { firstDay: null, asOf: null }).kind).toBe('outside');
});

test('what is no time is said to be none', () => {
  expect(readPast('yesterday', status)).toEqual({ kind: 'unreadable', given: 'yesterday' });
});

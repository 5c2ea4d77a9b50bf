import { expect, test } from 'vitest';
import { fieldInstant, readInstant } from './instant.ts';

test.each([
  ['2025-07-01T14:30', '2025-07-01T14:30:00Z'],
  ['2025-07-01T14:30:05', '2025-07-01T14:30:05Z'],
  ['2025-07-01 14:30:05Z', '2025-07-01T14:30:05Z'],
  ['2025-07-01T14:30:05.000Z', '2025-07-01T14:30:05Z'],
])('%s is %s', (value, instant) => {
  expect(readInstant(value)).toBe(instant);
});

test.each([null, '', '2025-07-01', '2025-02-30T00:00', '2025-07-01T25:00', '2025-07-01T14:30+02:00', 'now'])(
  '%s is no instant',
  (value) => {
    expect(readInstant(value)).toBeUndefined();
  },
);

test('a field takes it without a zone', () => {
  expect(fieldInstant('2025-07-01T14:30:05.000Z')).toBe('2025-07-01T14:30:05');
});

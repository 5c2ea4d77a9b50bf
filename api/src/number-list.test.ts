import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numbersOf } from './number-list.ts';

test('a list of whole numbers is read back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })), (numbers) => {
      expect(numbersOf(numbers.join())).toEqual(numbers);
    }),
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lastAtMost } from './last-at-most.ts';

it('finds the last step that fits, whatever never falls', () => {
  const rises = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(rises, fc.integer({ min: 0, max: 100 }), (list, percent) => {
      const values = [0];
      for (const rise of list) values.push((values.at(-1) as number) + rise);
      values.push((values.at(-1) as number) + 1);
      const total = Math.floor(((values.at(-2) as number) * percent) / 100);
      const found = lastAtMost(BigInt(total), BigInt(values.length - 1), (step) =>
        BigInt(values[Number(step)] as number),
      );
      expect(Number(found)).toBe(values.findLastIndex((value) => value <= total));
    }),
  );
});

it('asks seldom where the function is smooth', () => {
  let asked = 0;
  const root = lastAtMost(10n ** 40n, 1n << 72n, (step) => {
    asked += 1;
    return step * step;
  });
  expect(root).toBe(10n ** 20n);
  expect(asked).toBeLessThan(45);
});

import fc from 'fast-check';
import { RoaringBitmap32 } from 'roaring-wasm';
import { expect, test } from 'vitest';
import { WalletSet } from './wallet-set.ts';

/** Lists, bits and runs: single keys, ranges, and stretches with every second key. */
const keys = fc
  .array(
    fc.record({
      start: fc.integer({ min: 0, max: 400_000 }),
      length: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 20_000 })),
      step: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 8 },
  )
  .map(
    (parts) => new Set(parts.flatMap(({ start, length, step }) => Array.from({ length }, (_, i) => start + i * step))),
  );

function serialised(set: ReadonlySet<number>, withRuns: boolean): Uint8Array {
  const bitmap = new RoaringBitmap32(set);
  if (withRuns) bitmap.runOptimize();
  const bytes = Uint8Array.from(bitmap.serialize('portable'));
  bitmap.dispose();
  return bytes;
}

const setOf = (...parts: Uint8Array[]): WalletSet => {
  const set = new WalletSet();
  for (const part of parts) set.add(part);
  return set;
};

test('a stored bitmap gives its keys, with and without runs, wherever it lies in a buffer', () => {
  fc.assert(
    fc.property(keys, fc.boolean(), fc.integer({ min: 0, max: 9 }), (wanted, withRuns, offset) => {
      const bytes = serialised(wanted, withRuns);
      const shifted = new Uint8Array(bytes.length + offset);
      shifted.set(bytes, offset);
      const set = new WalletSet();
      expect(set.add(shifted.subarray(offset))).toBe(wanted.size);
      expect(set.size).toBe(wanted.size);
      expect(set.keys()).toEqual([...wanted].sort((a, b) => a - b));
    }),
    { numRuns: 60 },
  );
});

test('union, difference and overlap are those of sets', () => {
  fc.assert(
    fc.property(keys, keys, fc.boolean(), (a, b, withRuns) => {
      const [left, right] = [serialised(a, withRuns), serialised(b, !withRuns)];
      expect(setOf(left, right).size).toBe(new Set([...a, ...b]).size);
      expect(setOf(left).shared(setOf(right))).toBe([...a].filter((key) => b.has(key)).length);
      const rest = setOf(left);
      rest.removeAll(setOf(right));
      expect(rest.size).toBe([...a].filter((key) => !b.has(key)).length);
      rest.addAll(setOf(right));
      expect(rest.keys()).toEqual([...new Set([...a, ...b])].sort((x, y) => x - y));
      expect(rest.size).toBe(rest.keys().length);
      rest.clear();
      expect(rest.keys()).toEqual([]);
      expect(rest.add(left)).toBe(a.size);
      expect(rest.size).toBe(a.size);
    }),
    { numRuns: 40 },
  );
});

test('keys at the ends of what fits in 32 bits', () => {
  const ends = new Set([0, 65_535, 65_536, 4_294_901_760, 4_294_967_295]);
  expect(setOf(serialised(ends, false)).keys()).toEqual([...ends]);
});

test('bytes that are no bitmap are refused', () => {
  expect(() => new WalletSet().add(Uint8Array.of(1, 2, 3, 4))).toThrow(/no roaring bitmap/);
  expect(() => new WalletSet().add(serialised(new Set([1, 2, 3]), false).subarray(0, 12))).toThrow(RangeError);
});

import { base58 } from '@scure/base';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readBase58, readBase58Copy, writeBase58 } from './base58.ts';

it('decodes whatever a reference library encodes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const copy = readBase58Copy(base58.encode(bytes));
      expect(new Uint8Array(copy.buffer)).toEqual(bytes);
    }),
  );
});

it('encodes up to 32 bytes as the reference library does', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 32 }), (bytes) => {
      expect(writeBase58(bytes, 0, bytes.length)).toBe(base58.encode(bytes));
    }),
  );
});

it('keeps leading zeros apart from an empty text', () => {
  expect([readBase58(''), readBase58('1'), readBase58('111z')]).toEqual([0, 1, 4]);
});

it('refuses letters that are not in the alphabet, and what no transaction can hold', () => {
  expect(['0', 'O', 'I', 'l', 'é', ' '].map(readBase58)).toEqual([-1, -1, -1, -1, -1, -1]);
  expect(readBase58('z'.repeat(20_000))).toBe(-1);
});

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');
const rows = [...read('docs/faults.md').matchAll(/^\| (F\d\d) \|.*\| ([^|]+) \|$/gm)].map(([, id, tests]) => ({
  id: id!,
  tests: tests!.split(', '),
}));
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `F${String(from + at).padStart(2, '0')}`);

describe('docs/faults.md', () => {
  it('has every fault of reading EVM chains and Solana', () => {
    expect(rows.map(({ id }) => id)).toEqual([...range(1, 26), ...range(40, 50)]);
  });

  it.each(rows)('$id is proved where the page says', ({ id, tests }) => {
    for (const test of tests) {
      const file = `indexer/src/${test}`;
      expect([file, existsSync(resolve(root, file))]).toEqual([file, true]);
      expect([file, read(file).includes(id)]).toEqual([file, true]);
    }
  });
});

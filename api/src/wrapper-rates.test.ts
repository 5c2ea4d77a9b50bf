import { wrapperRateAt } from '@tokentape/core/wrapper-rate.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reader } from './database.ts';
import { multipliersAt } from './queries/multipliers-at.ts';
import { insertRows } from './testing/insert-rows.ts';
import { startTestDatabase, type TestDatabase } from './testing/postgres.ts';

const at = (minute: number): Date => new Date(Date.UTC(2025, 5, 30, 12, minute));
const bytes = (fill: number) => Buffer.alloc(20, fill);
const [PLAIN, REBASING, SCALED, OF_REBASING, OF_SCALED] = [1, 2, 3, 4, 5] as const;

let database: TestDatabase;
let reader: Reader;

beforeAll(async () => {
  database = await startTestDatabase();
  const { owner } = database;
  reader = { rows: async (text, values = []) => (await owner.query(text, [...values])).rows };
  await insertRows(owner, 'chain', 'id, key, name, kind', [['base', 1, 'Base', 'evm']]);
  await insertRows(owner, 'token', 'id, key, chain_key, address, role, unit_rule, wraps_key, state', [
    ['base:1', PLAIN, 1, bytes(1), 'stock', 'plain', null, 'registered'],
    ['base:2', REBASING, 1, bytes(2), 'stock', 'rebasing', null, 'registered'],
    ['base:3', SCALED, 1, bytes(3), 'stock', 'raw-stable', null, 'registered'],
    ['base:4', OF_REBASING, 1, bytes(4), 'stock', 'wrapper', REBASING, 'registered'],
    ['base:5', OF_SCALED, 1, bytes(5), 'stock', 'wrapper', SCALED, 'registered'],
  ]);
  const columns = 'chain_key, block, tx_index, multiplier_index, block_time, token_key, value, effective_time';
  const change = (block: number, token: number, value: string, effective = block) => [
    ...[1, block, 0, 0, at(block), token, value, at(effective)],
  ];
  await insertRows(owner, 'multiplier', columns, [
    change(1, REBASING, '2'),
    change(2, OF_REBASING, '2.5'),
    change(3, OF_SCALED, '1.5'),
    // Announced at minute 4 for minute 10: it turns without any transaction.
    change(4, REBASING, '3', 10),
    change(5, SCALED, '4'),
  ]);
});
afterAll(() => database?.stop());

test('a wrapper is worth what it showed, carried on by the rebases of what it holds', async () => {
  const minutes = [1, 2, 9, 10, 30];
  const found = await multipliersAt(
    reader,
    minutes.map((minute) => ({ tokenKey: OF_REBASING, at: at(minute) })),
  );
  expect(found).toEqual([null, '2.5', '2.5', '3.75', '3.75']);
  const unix = (minute: number) => at(minute).getTime() / 1_000;
  const one = (value: string, minute: number, effective = minute) => ({
    ...{ value, announcedTime: unix(minute), effectiveTime: unix(effective) },
  });
  const base = { unitRule: 'rebasing' as const, changes: [one('2', 1), one('3', 4, 10)] };
  expect(minutes.map((minute) => wrapperRateAt([one('2.5', 2)], base, unix(minute)))).toEqual(found);
});

test('a wrapper of a token with a multiplier goes through it; other tokens are as they announced', async () => {
  const asked = [
    { tokenKey: OF_SCALED, at: at(4) },
    { tokenKey: OF_SCALED, at: at(5) },
    { tokenKey: REBASING, at: at(9) },
    { tokenKey: REBASING, at: at(10) },
    { tokenKey: PLAIN, at: at(10) },
  ];
  expect(await multipliersAt(reader, asked)).toEqual(['1.5', '6', '2', '3', null]);
});

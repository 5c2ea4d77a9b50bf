import { readFileSync } from 'node:fs';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import type pg from 'pg';

/** Rollups of months of hourly balances, in the order in which they build on each other. */
export const balanceTables = [
  { table: 'holder_day', columns: 'token_key, day, owner_key, change, overdrawn', bucket: 'day' },
  { table: 'balance_month', columns: 'token_key, month, owner_key, units', bucket: 'month' },
] as const;

const folder = new URL('../../../db/rollups/', import.meta.url);
const selects = new Map(
  balanceTables.map(({ table }) => [table, readFileSync(new URL(`${table}.sql`, folder), 'utf8')]),
);

/** First days of months; `until` is not among those meant. */
interface Months {
  from: string;
  until: string;
}

/**
 * Brings balances at month ends, and the days of holders within those months, up to date with facts that were just written:
 * months that the batch leaves behind are added, those that its facts reach back to are computed anew with all after them.
 * Must run before the chain's status moves on.
 * @param time Unix seconds of the batch's last block
 */
export async function updateBalanceMonths(
  client: pg.ClientBase,
  chainKey: number,
  facts: readonly Fact[],
  time: number,
): Promise<void> {
  const { rows } = await client.query<{ at: number }>(
    'SELECT extract(epoch FROM indexed_time)::bigint::float8 AS at FROM chain_status WHERE chain_key = $1',
    [chainKey],
  );
  const before = rows[0]?.at;
  const moved = facts.filter(({ kind }) => kind === 'transfer' || kind === 'multiplier');
  const earliest = moved.reduce((least, { tx }) => Math.min(least, tx.block.time), before ?? Number.POSITIVE_INFINITY);
  const until = monthOf(Math.max(before ?? time, time));
  const from = before === undefined ? await firstMonth(client, chainKey) : monthOf(earliest);
  if (from !== null && from < until) await writeMonths(client, chainKey, { from, until });
}

/** Computes every month that the chains have left behind, into tables whose names begin with `prefix`. */
export async function rebuildBalanceMonths(client: pg.ClientBase, prefix = ''): Promise<void> {
  const { rows } = await client.query<{ key: number; until: string }>(
    `SELECT chain_key AS key, date_trunc('month', indexed_time, 'UTC')::date::text AS until FROM chain_status ORDER BY 1`,
  );
  for (const { key, until } of rows) {
    const from = await firstMonth(client, key);
    if (from !== null && from < until) await writeMonths(client, key, { from, until }, prefix);
  }
}

/** Forgets the months of a chain that is read again from its start. */
export async function forgetBalanceMonths(client: pg.ClientBase, chainKey: number): Promise<void> {
  for (const { table } of balanceTables) await client.query(`DELETE FROM ${table} ${OF_CHAIN}`, [chainKey]);
}

const OF_CHAIN = 'WHERE token_key IN (SELECT key FROM token WHERE chain_key = $1)';

async function writeMonths(
  client: pg.ClientBase,
  chainKey: number,
  { from, until }: Months,
  prefix = '',
): Promise<void> {
  for (let month = from; month < until; month = monthAfter(month)) {
    for (const { table, columns, bucket } of balanceTables) {
      await client.query(
        `DELETE FROM ${prefix}${table} ${OF_CHAIN} AND ${bucket} >= $2::date AND ${bucket} < $2::date + interval '1 month'`,
        [chainKey, month],
      );
      await client.query(
        `INSERT INTO ${prefix}${table} (${columns})
         WITH touched AS (SELECT key AS token_key, $2::date AS month FROM token WHERE chain_key = $1),
              before AS (SELECT * FROM ${prefix}balance_month), cell AS (${selects.get(table)})
         SELECT ${columns} FROM cell`,
        [chainKey, month],
      );
    }
  }
}

async function firstMonth(client: pg.ClientBase, chainKey: number): Promise<string | null> {
  const { rows } = await client.query<{ month: string | null }>(
    `SELECT date_trunc('month', min(h.hour), 'UTC')::date::text AS month
       FROM token t CROSS JOIN LATERAL (SELECT hour FROM balance_hour WHERE token_key = t.key ORDER BY hour LIMIT 1) AS h
      WHERE t.chain_key = $1`,
    [chainKey],
  );
  return rows[0]?.month ?? null;
}

const monthOf = (time: number): string => `${new Date(time * 1_000).toISOString().slice(0, 7)}-01`;

function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
}

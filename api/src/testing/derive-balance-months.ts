import { readFileSync } from 'node:fs';
import type pg from 'pg';

const tables = [
  ['holder_day', 'token_key, day, owner_key, change, overdrawn'],
  ['balance_month', 'token_key, month, owner_key, units'],
] as const;

/** Computes balances at month ends, and the days of holders until then, from hourly balances, as far as chains are indexed. */
export async function deriveBalanceMonths(db: pg.Client): Promise<void> {
  for (const [table] of tables) await db.query(`TRUNCATE ${table}`);
  const { rows } = await db.query<{ month: string }>(
    `SELECT m::date::text AS month
       FROM generate_series((SELECT date_trunc('month', min(hour), 'UTC') FROM balance_hour) AT TIME ZONE 'UTC',
                            (SELECT max(indexed_time) FROM chain_status) AT TIME ZONE 'UTC', interval '1 month') AS m`,
  );
  for (const { month } of rows) {
    for (const [table, columns] of tables) {
      const select = readFileSync(new URL(`../../../db/rollups/${table}.sql`, import.meta.url), 'utf8');
      await db.query(
        `INSERT INTO ${table} (${columns})
         WITH touched AS (SELECT k.key AS token_key, $1::date AS month FROM token k JOIN chain_status s USING (chain_key)
                           WHERE $1::date < date_trunc('month', s.indexed_time, 'UTC')::date),
              before AS (SELECT * FROM balance_month), cell AS (${select})
         SELECT ${columns} FROM cell`,
        [month],
      );
    }
  }
}

import type pg from 'pg';
import { type CopyRows, copyRows } from './copy-rows.ts';
import { columnsOf, type FactTable, factTables } from './fact-tables.ts';
import { IntegrityError } from './store-error.ts';

/**
 * Adds rows of a range that may be stored already: the same row is passed over, a missing one is added.
 * @returns how many were missing
 * @throws IntegrityError when a stored row under the same key differs
 */
export async function addMissingRows(client: pg.ClientBase, table: FactTable, rows: CopyRows): Promise<number> {
  if (rows.length === 0) return 0;
  const columns = columnsOf(table);
  const { key } = factTables[table];
  const list = columns.join(', ');
  const stage = `stage_${table}`;
  await client.query(`CREATE TEMP TABLE ${stage} ON COMMIT DROP AS SELECT ${list} FROM ${table} WITH NO DATA`);
  await copyRows(client, stage, columns, rows);
  const stored = (alias: string): string => `(${columns.map((column) => `${alias}.${column}`).join(', ')})`;
  const differing = await client.query(
    `SELECT ${key.map((column) => `s.${column}`).join(', ')}, to_jsonb(t) AS stored, to_jsonb(s) AS read
       FROM ${stage} s JOIN ${table} t USING (${key.join(', ')})
      WHERE ${stored('s')} IS DISTINCT FROM ${stored('t')} ORDER BY ${key.map((_, i) => i + 1).join(', ')} LIMIT 1`,
  );
  const first = differing.rows[0];
  if (first) {
    throw new IntegrityError(
      `The ${table} at ${key.map((column) => `${column} ${first[column]}`).join(', ')} was read again and differs: stored ${JSON.stringify(first.stored)}, read ${JSON.stringify(first.read)}. Nothing was changed; find out which provider or decoder is wrong.`,
    );
  }
  const added = await client.query(
    `INSERT INTO ${table} (${list}) SELECT ${list} FROM ${stage} ON CONFLICT DO NOTHING`,
  );
  await client.query(`DROP TABLE ${stage}`);
  return added.rowCount ?? 0;
}

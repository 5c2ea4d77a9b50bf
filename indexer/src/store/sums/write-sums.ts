import type pg from 'pg';
import { copyRows } from '../copy-rows.ts';
import { type Rollup, rollups } from '../rollups.ts';
import type { OpenSums } from './open-sums.ts';

/** Writes what the facts since the last call changed: trades, round trips, and the cells of the periods that are open. */
export async function writeSums(client: pg.ClientBase, sums: OpenSums): Promise<void> {
  await copyRows(client, 'trade', columnsOf(rollupOf('trade')), sums.takeTrades());
  await copyRows(client, 'atomic_trip', columnsOf(rollupOf('atomic_trip')), sums.takeTrips());
  for (const { table, added, changed } of sums.takeCells()) {
    const rollup = rollupOf(table);
    await copyRows(client, table, columnsOf(rollup), added);
    if (changed.length > 0) await client.query(replaceStatement(rollup), arraysOf(changed.columns));
  }
}

function rollupOf(table: string): Rollup {
  const rollup = rollups.find((own) => own.table === table);
  if (!rollup) throw new Error(`There is no rollup "${table}".`);
  return rollup;
}

const columnsOf = ({ key, values }: Rollup): string[] => [...key, ...values];

/** Types by the names that columns of rollups have. */
function typeOf(column: string, { touched }: Rollup): string {
  const inKey = touched.find(([name]) => name === column);
  if (inKey) return inKey[1];
  if (/_(usd|raw|units)$/.test(column)) return 'numeric';
  return column.endsWith('_time') ? 'timestamptz' : 'integer';
}

function replaceStatement(rollup: Rollup): string {
  const columns = columnsOf(rollup);
  const arrays = columns.map((column, i) => `$${i + 1}::${typeOf(column, rollup)}[]`).join(', ');
  const changes = rollup.values.map((column) => `${column} = EXCLUDED.${column}`).join(', ');
  return `INSERT INTO ${rollup.table} (${columns.join(', ')}) SELECT * FROM unnest(${arrays})
          ON CONFLICT (${rollup.key.join(', ')}) DO UPDATE SET ${changes}`;
}

/** One array literal per column; numbers, dates and times need no quotes in it. */
const arraysOf = (columns: string[][]): string[] => columns.map((values) => `{${values.join(',')}}`);

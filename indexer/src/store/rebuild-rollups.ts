import { chains } from '@tokentape/core/registry/registry.ts';
import pg from 'pg';
import { balanceTables, rebuildBalanceMonths } from './balance-months.ts';
import { rebuildDepth } from './rebuild-depth.ts';
import { assetMonths, rebuildStatement, rollups } from './rollups.ts';
import { bitmapTables, rebuildBitmaps } from './trader-bitmaps.ts';

/** Every table that is a function of facts. */
export const rollupTables = [
  ...rollups.map(({ table }) => table),
  ...bitmapTables.map(({ table }) => table),
  assetMonths.table,
  ...balanceTables.map(({ table }) => table),
  'pool_depth_hour',
];

/** Computes every rollup anew from facts, in one transaction, and puts it in the place of what was there. */
export async function rebuildRollups(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    // Writers of facts wait for the end; readers see the old rows until then.
    await client.query('LOCK TABLE chain_status IN EXCLUSIVE MODE');
    for (const table of rollupTables) await client.query(`DELETE FROM ${table}`);
    for (const rollup of rollups) await client.query(rebuildStatement(rollup, rollup.table));
    await rebuildBitmaps(client);
    await client.query(rebuildStatement(assetMonths, assetMonths.table));
    await rebuildBalanceMonths(client);
    for (const { id } of chains) await rebuildDepth(client, id);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

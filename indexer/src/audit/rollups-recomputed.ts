import type pg from 'pg';
import { rebuildBalanceMonths } from '../store/balance-months.ts';
import { computeDepth } from '../store/rebuild-depth.ts';
import { rollupTables } from '../store/rebuild-rollups.ts';
import { assetMonths, rebuildStatement, rollups } from '../store/rollups.ts';
import { rebuildBitmaps } from '../store/trader-bitmaps.ts';
import { indexedChains } from './indexed-chains.ts';
import { type Finding, finding, type Invariant } from './invariant.ts';

/** Q11: every rollup is, byte for byte, what its facts give when it is computed anew. One finding a table. */
export const rollupsRecomputed: Invariant = {
  id: 'Q11',
  title: 'Rollups equal a recomputation from facts',
  check: async (client) => {
    for (const table of rollupTables) {
      await client.query(`CREATE TEMP TABLE fresh_${table} (LIKE ${table} INCLUDING INDEXES) ON COMMIT DROP`);
    }
    for (const rollup of rollups) await client.query(rebuildStatement(rollup, `fresh_${rollup.table}`));
    await rebuildBitmaps(client, 'fresh_');
    await client.query(rebuildStatement(assetMonths, `fresh_${assetMonths.table}`));
    await rebuildBalanceMonths(client, 'fresh_');
    for (const { id } of await indexedChains(client)) await computeDepth(client, id, 'fresh_pool_depth_hour');
    const findings: Finding[] = [];
    for (const table of rollupTables) findings.push(await compare(client, table));
    return findings;
  },
};

async function compare(client: pg.ClientBase, table: string): Promise<Finding> {
  const { rows: counted } = await client.query<{ stored: string }>(`SELECT count(*) AS stored FROM ${table}`);
  const { rows } = await client.query<{ side: string; line: string }>(
    `(SELECT 'stored but not computed' AS side, line FROM (SELECT s::text AS line FROM ${table} s EXCEPT SELECT f::text FROM fresh_${table} f) AS a)
     UNION ALL
     (SELECT 'computed but not stored', line FROM (SELECT f::text AS line FROM fresh_${table} f EXCEPT SELECT s::text FROM ${table} s) AS b)`,
  );
  const broken = rows.map(({ side, line }) => `${side}: ${line.slice(0, 160)}`);
  return finding(0, Number(counted[0]!.stored), `rows of ${table}`, broken);
}

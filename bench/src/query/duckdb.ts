import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { ROOT } from '../../../indexer/src/env.ts';
import { step } from './progress.ts';

/** Published 2026-09-29. */
const VERSION = '1.5.6-r.1';

/** An engine beside ours: text of a query in, rows of JavaScript values out. */
export interface Peer {
  name: string;
  rows(sql: string): Promise<unknown[][]>;
  close(): Promise<void>;
}

interface Connection {
  runAndReadAll(sql: string): Promise<{ getRowsJson(): unknown[][] }>;
  closeSync(): void;
}

/**
 * Opens DuckDB over a Parquet file of the fills, made from the CSV file when missing; the table is `fill`.
 * @returns null when DuckDB cannot be installed here
 */
export async function openDuckdb(csv: string, parquet: string): Promise<Peer | null> {
  const folder = resolve(ROOT, '.tokentape/bench-duckdb');
  if (!install(folder)) return null;
  const { DuckDBInstance } = createRequire(resolve(folder, 'package.json'))('@duckdb/node-api');
  const connection: Connection = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = async (sql: string): Promise<unknown[][]> => (await connection.runAndReadAll(sql)).getRowsJson();
  await rows("SET TimeZone = 'UTC'");
  if (!existsSync(parquet)) {
    await step('Parquet', () => rows(toParquet(csv, `${parquet}.part`)));
    await rename(`${parquet}.part`, parquet);
    await rm(csv);
  }
  await rows(`CREATE VIEW fill AS FROM '${parquet}'`);
  return { name: `DuckDB ${VERSION}`, rows, close: async () => connection.closeSync() };
}

const toParquet = (csv: string, parquet: string): string =>
  `COPY (
     SELECT block_time, chain_key::SMALLINT AS chain_key, block, tx_index::INTEGER AS tx_index, fill_index::INTEGER AS fill_index,
            pool_key::INTEGER AS pool_key, asset_key::INTEGER AS asset_key, trader_key::INTEGER AS trader_key, bought,
            amount_usd::DECIMAL(18, 2) AS amount_usd
       FROM read_csv('${csv}', types = {'block_time': 'TIMESTAMP', 'amount_usd': 'DECIMAL(18,2)'})
   ) TO '${parquet}' (FORMAT parquet)`;

/** Its binary is larger than all that Tokentape installs for its users: it is fetched when this bench runs. */
function install(folder: string): boolean {
  if (existsSync(resolve(folder, 'node_modules/@duckdb/node-api/package.json'))) return true;
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, 'package.json'), '{"name":"bench-duckdb","private":true}\n');
  const npm = spawnSync(
    'npm',
    ['install', `@duckdb/node-api@${VERSION}`, '--no-audit', '--no-fund', '--ignore-scripts'],
    { cwd: folder },
  );
  if (npm.status === 0) return true;
  console.log(`DuckDB ${VERSION} cannot be installed here: ${String(npm.stderr ?? npm.error).split('\n')[0]}`);
  return false;
}

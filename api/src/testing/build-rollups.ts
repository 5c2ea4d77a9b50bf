import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { RoaringBitmap32 } from 'roaring-wasm';
import { deriveRollups } from './derive-rollups.ts';
import { insertRows } from './insert-rows.ts';

/** Cells of each rollup that the facts have, in the order in which rollups build on each other. */
const cells: [table: string, columns: string, touched: string][] = [
  [
    'trade',
    'chain_key, block, tx_index, trader_key, token_key, block_time, net_raw, fills, amount_usd, in_total_usd',
    'SELECT chain_key, min(block) AS from_block, max(block) AS to_block FROM fill GROUP BY chain_key',
  ],
  [
    'pool_hour',
    'pool_key, hour, fills, trades, unpriced_fills, volume_usd, sold0_raw, sold1_raw, bought0_raw, bought1_raw, last_fill_time',
    "SELECT DISTINCT pool_key, date_trunc('hour', block_time, 'UTC') AS hour FROM fill",
  ],
  [
    'asset_hour',
    'token_key, hour, fills, trades, passthroughs, transactions, unpriced_trades, buys, sells, buy_usd, sell_usd, volume_usd, volume_in_total_usd',
    "SELECT DISTINCT token_key, date_trunc('hour', block_time, 'UTC') AS hour FROM trade",
  ],
  [
    'asset_day',
    'token_key, day, fills, trades, passthroughs, transactions, unpriced_trades, buys, sells, buy_usd, sell_usd, volume_usd, volume_in_total_usd',
    "SELECT DISTINCT token_key, (hour AT TIME ZONE 'UTC')::date AS day FROM asset_hour",
  ],
  [
    'trader_day',
    'pool_key, trader_key, day, buys, sells, buy_usd, sell_usd',
    "SELECT DISTINCT pool_key, (block_time AT TIME ZONE 'UTC')::date AS day, trader_key FROM fill",
  ],
];

/** Empties the rollups of trading and computes them from the fills by the product's own statements. */
export async function buildRollups(db: pg.Client): Promise<void> {
  for (const [table, columns, touched] of cells) {
    const sql = readFileSync(new URL(`../../../db/rollups/${table}.sql`, import.meta.url), 'utf8');
    await db.query(`TRUNCATE ${table}`);
    await db.query(`CREATE TEMP TABLE touched AS ${touched}`);
    await db.query(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM (${sql}) AS r`);
    await db.query('DROP TABLE touched');
  }
  await db.query('TRUNCATE trader_bitmap_day');
  const { rows } = await db.query<{ token_key: number; day: string; traders: number[] }>(
    `SELECT t.token_key, (t.block_time AT TIME ZONE 'UTC')::date::text AS day, array_agg(DISTINCT t.trader_key) AS traders
     FROM trade t WHERE t.net_raw <> 0 GROUP BY 1, 2`,
  );
  const bitmaps = rows.map(({ token_key, day, traders }) => [token_key, day, traders.length, bitmapOf(traders)]);
  await insertRows(db, 'trader_bitmap_day', 'token_key, day, traders, bitmap', bitmaps);
  await deriveRollups(db);
}

function bitmapOf(keys: number[]): Buffer {
  const bitmap = new RoaringBitmap32(keys);
  try {
    return Buffer.from(bitmap.serialize('portable'));
  } finally {
    bitmap.dispose();
  }
}

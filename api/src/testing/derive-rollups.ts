import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { RoaringBitmap32 } from 'roaring-wasm';
import { insertRows } from './insert-rows.ts';

const ASSET_MONTH = readFileSync(new URL('../../../db/rollups/asset_month.sql', import.meta.url), 'utf8');
const ATOMIC_TRIP = readFileSync(new URL('../../../db/rollups/atomic_trip.sql', import.meta.url), 'utf8');
const POOL_DAY = readFileSync(new URL('../../../db/rollups/pool_day.sql', import.meta.url), 'utf8');

/** Computes the rollups that are sums and unions of other rollups: of pools by day, of traders by chain and by month. */
export async function deriveRollups(db: pg.Client): Promise<void> {
  await db.query(
    'TRUNCATE atomic_trip, pool_day, asset_month, chain_trader_bitmap_day, trader_bitmap_month, chain_trader_bitmap_month',
  );
  await db.query(
    `INSERT INTO pool_day (pool_key, day, fills, trades, unpriced_fills, volume_usd, sold0_raw, sold1_raw, bought0_raw, bought1_raw, last_fill_time)
     WITH touched AS (SELECT DISTINCT pool_key, (hour AT TIME ZONE 'UTC')::date AS day FROM pool_hour) ${POOL_DAY}`,
  );
  await db.query(
    `INSERT INTO atomic_trip (chain_key, block, tx_index, pool_key, block_time, amount_usd)
     WITH touched AS (SELECT chain_key, min(block) AS from_block, max(block) AS to_block FROM fill GROUP BY 1) ${ATOMIC_TRIP}`,
  );
  const { rows } = await db.query<DayRow>(
    `SELECT b.token_key AS token, k.chain_key AS chain, b.day::text AS day, b.bitmap
       FROM trader_bitmap_day b JOIN token k ON k.key = b.token_key ORDER BY b.day`,
  );
  const lastMonth = new Map(rows.map(({ chain, day }) => [chain, monthOf(day)]));
  const over = rows.filter(({ chain, day }) => monthOf(day) < (lastMonth.get(chain) ?? ''));
  await insertUnions(db, 'chain_trader_bitmap_day', 'chain_key, day', rows, ({ chain, day }) => [chain, day]);
  await insertUnions(db, 'trader_bitmap_month', 'token_key, month', over, ({ token, day }) => [token, monthOf(day)]);
  await insertUnions(db, 'chain_trader_bitmap_month', 'chain_key, month', over, ({ chain, day }) => [
    chain,
    monthOf(day),
  ]);
  await db.query(
    `INSERT INTO asset_month (token_key, month, days, volume_usd, trades, traders)
     WITH touched AS (SELECT DISTINCT token_key, date_trunc('month', day)::date AS month FROM asset_day) ${ASSET_MONTH}`,
  );
}

interface DayRow {
  token: number;
  chain: number;
  day: string;
  bitmap: Buffer;
}

const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

async function insertUnions(
  db: pg.Client,
  table: string,
  key: string,
  rows: readonly DayRow[],
  keyOf: (row: DayRow) => [scope: number, bucket: string],
): Promise<void> {
  const groups = Map.groupBy(rows, (row) => keyOf(row).join('/'));
  const cells = [...groups.values()].map((own) => {
    const all = new RoaringBitmap32();
    for (const { bitmap } of own) {
      const one = RoaringBitmap32.deserialize('portable', bitmap);
      all.orInPlace(one);
      one.dispose();
    }
    const cell = [...keyOf(own[0] as DayRow), all.size, Buffer.from(all.serialize('portable'))];
    all.dispose();
    return cell;
  });
  if (cells.length > 0) await insertRows(db, table, `${key}, traders, bitmap`, cells);
}

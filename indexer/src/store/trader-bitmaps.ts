import type pg from 'pg';
import { RoaringBitmap32, roaringLibraryInitialize } from 'roaring-wasm';

interface Cell {
  token_key: number;
  day: string;
  traders: number[];
  bitmap: Buffer | null;
}

const DAY = `(t.block_time AT TIME ZONE 'UTC')::date`;

/** Portable serialisation of a set of account keys; the same set gives the same bytes however it came together. */
export function bitmapBytes(bitmap: RoaringBitmap32): Buffer {
  // Run containers depend on the order of additions: starting from none makes the form a function of the set.
  bitmap.removeRunCompression();
  bitmap.runOptimize();
  return Buffer.from(bitmap.serialize('portable'));
}

/** The account keys in a stored bitmap, ascending. */
export function bitmapKeys(bytes: Uint8Array): number[] {
  // The driver may hand out a view on a buffer that it will use again.
  const bitmap = RoaringBitmap32.deserialize('portable', Uint8Array.from(bytes));
  try {
    return bitmap.toArray();
  } finally {
    bitmap.dispose();
  }
}

/** Adds the traders of a block range to the bitmaps of their tokens and days: a union, so repeating it changes nothing. */
export async function updateBitmaps(
  client: pg.ClientBase,
  chainKey: number,
  fromBlock: number,
  toBlock: number,
): Promise<void> {
  const { rows } = await client.query<Cell>(
    `SELECT c.token_key, c.day::text AS day, c.traders, b.bitmap
       FROM (SELECT t.token_key, ${DAY} AS day, array_agg(DISTINCT t.trader_key) AS traders
               FROM trade t WHERE t.chain_key = $1 AND t.block BETWEEN $2 AND $3 AND t.net_raw <> 0 GROUP BY 1, 2) AS c
       LEFT JOIN trader_bitmap_day b ON b.token_key = c.token_key AND b.day = c.day`,
    [chainKey, fromBlock, toBlock],
  );
  await writeBitmaps(client, rows);
}

/** Computes the bitmaps of all trades into a table of the same shape. */
export async function rebuildBitmaps(client: pg.ClientBase, into: string): Promise<void> {
  const { rows } = await client.query<Cell>(
    `SELECT t.token_key, ${DAY}::text AS day, array_agg(DISTINCT t.trader_key) AS traders, NULL::bytea AS bitmap
       FROM trade t WHERE t.net_raw <> 0 GROUP BY 1, 2`,
  );
  await writeBitmaps(client, rows, into);
}

async function writeBitmaps(client: pg.ClientBase, cells: Cell[], into = 'trader_bitmap_day'): Promise<void> {
  if (cells.length === 0) return;
  await roaringLibraryInitialize();
  const made = cells.map(({ traders, bitmap }) => {
    const set =
      bitmap === null ? new RoaringBitmap32() : RoaringBitmap32.deserialize('portable', Uint8Array.from(bitmap));
    set.addMany(traders);
    const row = { size: set.size, bytes: bitmapBytes(set) };
    set.dispose();
    return row;
  });
  await client.query(
    `INSERT INTO ${into} (token_key, day, traders, bitmap)
     SELECT * FROM unnest($1::integer[], $2::date[], $3::integer[], $4::bytea[])
     ON CONFLICT (token_key, day) DO UPDATE SET traders = EXCLUDED.traders, bitmap = EXCLUDED.bitmap`,
    [cells.map((c) => c.token_key), cells.map((c) => c.day), made.map((m) => m.size), made.map((m) => m.bytes)],
  );
}

import type pg from 'pg';
import { RoaringBitmap32 } from 'roaring-wasm';

/** A set of traders as it is stored. */
export interface StoredSet {
  traders: number;
  bitmap: Buffer;
}

export interface SetCell extends StoredSet {
  /** Key of the token or the chain. */
  scope: number;
  /** First day of the bucket. */
  bucket: string;
}

export interface TraderMonth {
  chainKey: number;
  /** Its first day. */
  month: string;
  /** Whether the chain has a trade in a later month: only then is the month's set stored. */
  over: boolean;
}

/** Portable serialisation of a set of account keys; the same set gives the same bytes however it came together. */
export function bitmapBytes(bitmap: RoaringBitmap32): Buffer {
  // Run containers depend on the order of additions: starting from none makes the form a function of the set.
  bitmap.removeRunCompression();
  bitmap.runOptimize();
  return Buffer.from(bitmap.serialize('portable'));
}

/** Everyone in the given sets and keys. */
export function setsOf(bitmaps: readonly Uint8Array[], keys: readonly number[] = []): StoredSet {
  const all = new RoaringBitmap32();
  try {
    for (const bytes of bitmaps) {
      // The driver may hand out a view on a buffer that it will use again.
      const one = RoaringBitmap32.deserialize('portable', Uint8Array.from(bytes));
      all.orInPlace(one);
      one.dispose();
    }
    all.addMany(keys);
    return { traders: all.size, bitmap: bitmapBytes(all) };
  } finally {
    all.dispose();
  }
}

const CELLS_PER_STATEMENT = 2_000;

/** Writes sets over what was there. */
export async function insertSets(client: pg.ClientBase, into: string, cells: readonly SetCell[]): Promise<void> {
  const key = `${into.includes('chain_') ? 'chain_key' : 'token_key'}, ${into.endsWith('month') ? 'month' : 'day'}`;
  for (let start = 0; start < cells.length; start += CELLS_PER_STATEMENT) {
    const some = cells.slice(start, start + CELLS_PER_STATEMENT);
    await client.query(
      `INSERT INTO ${into} (${key}, traders, bitmap)
       SELECT * FROM unnest($1::integer[], $2::date[], $3::integer[], $4::bytea[])
       ON CONFLICT (${key}) DO UPDATE SET traders = EXCLUDED.traders, bitmap = EXCLUDED.bitmap`,
      [
        some.map((cell) => cell.scope),
        some.map((cell) => cell.bucket),
        some.map((cell) => cell.traders),
        some.map((cell) => cell.bitmap),
      ],
    );
  }
}

/** Every month in which a chain has a trade. */
export async function traderMonths(client: pg.ClientBase, prefix = ''): Promise<TraderMonth[]> {
  const { rows } = await client.query<TraderMonth>(
    `SELECT k.chain_key AS "chainKey", date_trunc('month', b.day)::date::text AS month,
            date_trunc('month', b.day) < date_trunc('month', max(max(b.day)) OVER (PARTITION BY k.chain_key)) AS over
       FROM ${prefix}trader_bitmap_day b JOIN token k ON k.key = b.token_key
      GROUP BY k.chain_key, date_trunc('month', b.day) ORDER BY 1, 2`,
  );
  return rows;
}

/** Months of a chain that are over and not stored yet, going by the chain's days. */
export async function endedMonths(client: pg.ClientBase, chainKey: number): Promise<TraderMonth[]> {
  const { rows } = await client.query<TraderMonth>(
    `SELECT DISTINCT $1::integer AS "chainKey", date_trunc('month', d.day)::date::text AS month, true AS over
       FROM chain_trader_bitmap_day d
      WHERE d.chain_key = $1
        AND d.day < (SELECT date_trunc('month', max(day)) FROM chain_trader_bitmap_day WHERE chain_key = $1)
        AND d.day >= coalesce((SELECT max(month) + interval '1 month' FROM chain_trader_bitmap_month WHERE chain_key = $1), '-infinity')`,
    [chainKey],
  );
  return rows;
}

interface DayRow {
  token_key: number;
  day: string;
  bitmap: Buffer;
}

/** Puts the days of a chain's tokens together: to the chain's days, and to months when the month is over. */
export async function writeTraderMonth(
  client: pg.ClientBase,
  { chainKey, month, over }: TraderMonth,
  prefix = '',
): Promise<void> {
  const { rows } = await client.query<DayRow>(
    `SELECT b.token_key, b.day::text AS day, b.bitmap FROM ${prefix}trader_bitmap_day b JOIN token k ON k.key = b.token_key
      WHERE k.chain_key = $1 AND b.day >= $2::date AND b.day < $2::date + interval '1 month' ORDER BY b.token_key, b.day`,
    [chainKey, month],
  );
  const cell = (scope: number, bucket: string, own: readonly { bitmap: Buffer }[]): SetCell => ({
    ...{ scope, bucket },
    ...setsOf(own.map(({ bitmap }) => bitmap)),
  });
  const days = [...Map.groupBy(rows, ({ day }) => day)].map(([day, own]) => cell(chainKey, day, own));
  await client.query(
    `DELETE FROM ${prefix}chain_trader_bitmap_day
      WHERE chain_key = $1 AND day >= $2::date AND day < $2::date + interval '1 month'`,
    [chainKey, month],
  );
  await insertSets(client, `${prefix}chain_trader_bitmap_day`, days);
  await client.query(`DELETE FROM ${prefix}chain_trader_bitmap_month WHERE chain_key = $1 AND month = $2`, [
    chainKey,
    month,
  ]);
  await client.query(
    `DELETE FROM ${prefix}trader_bitmap_month b USING token k WHERE k.key = b.token_key AND k.chain_key = $1 AND b.month = $2`,
    [chainKey, month],
  );
  if (!over || days.length === 0) return;
  const tokens = [...Map.groupBy(rows, (row) => row.token_key)].map(([token, own]) => cell(token, month, own));
  await insertSets(client, `${prefix}trader_bitmap_month`, tokens);
  await insertSets(client, `${prefix}chain_trader_bitmap_month`, [cell(chainKey, month, days)]);
}

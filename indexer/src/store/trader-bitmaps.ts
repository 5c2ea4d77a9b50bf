import type pg from 'pg';
import { RoaringBitmap32, roaringLibraryInitialize } from 'roaring-wasm';
import { endedMonths, insertSets, type SetCell, setsOf, traderMonths, writeTraderMonth } from './trader-months.ts';

interface Cell {
  token_key: number;
  day: string;
  /** Account keys, comma separated: the driver's reading of arrays costs several times as much. */
  traders: string;
  bitmap: Buffer | null;
}

/** Rollups of who traded, each the sets of the one before put together. */
export const bitmapTables = [
  { table: 'trader_bitmap_day', scope: 'token_key', bucket: 'day' },
  { table: 'chain_trader_bitmap_day', scope: 'chain_key', bucket: 'day' },
  { table: 'trader_bitmap_month', scope: 'token_key', bucket: 'month' },
  { table: 'chain_trader_bitmap_month', scope: 'chain_key', bucket: 'month' },
] as const;

const DAY = `(t.block_time AT TIME ZONE 'UTC')::date`;
const KEYS = `string_agg(DISTINCT t.trader_key::text, ',')`;

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

/**
 * Brings the sets of traders up to date with the trades of a block range.
 * @param append when nothing of the range was stored before: sets then only grow, and whole days need not be read again
 */
export async function updateBitmaps(
  client: pg.ClientBase,
  chainKey: number,
  fromBlock: number,
  toBlock: number,
  append: boolean,
): Promise<void> {
  await roaringLibraryInitialize();
  if (!append) return recompute(client, chainKey, fromBlock, toBlock);
  const { rows } = await client.query<Cell>(
    `SELECT c.token_key, c.day::text AS day, c.traders, b.bitmap
       FROM (SELECT t.token_key, ${DAY} AS day, ${KEYS} AS traders
               FROM trade t WHERE t.chain_key = $1 AND t.block BETWEEN $2 AND $3 AND t.net_raw <> 0 GROUP BY 1, 2) AS c
       LEFT JOIN trader_bitmap_day b ON b.token_key = c.token_key AND b.day = c.day`,
    [chainKey, fromBlock, toBlock],
  );
  if (rows.length === 0) return;
  await insertSets(client, 'trader_bitmap_day', rows.map(grown));
  await growChainDays(client, chainKey, rows);
  const ended = await endedMonths(client, chainKey);
  for (const month of ended) await writeTraderMonth(client, month);
  await rewriteMonths(client, chainKey, rows, new Set(ended.map(({ month }) => month)));
}

/** Computes all sets of traders into tables of the same shapes, whose names begin with `prefix`. */
export async function rebuildBitmaps(client: pg.ClientBase, prefix = ''): Promise<void> {
  await roaringLibraryInitialize();
  const tokens = await client.query<{ key: number }>('SELECT key FROM token WHERE role = $1 ORDER BY key', ['stock']);
  for (const { key } of tokens.rows) {
    const { rows } = await client.query<Cell>(
      `SELECT t.token_key, ${DAY}::text AS day, ${KEYS} AS traders, NULL::bytea AS bitmap
         FROM trade t WHERE t.token_key = $1 AND t.net_raw <> 0 GROUP BY 1, ${DAY}`,
      [key],
    );
    await insertSets(client, `${prefix}trader_bitmap_day`, rows.map(grown));
  }
  for (const month of await traderMonths(client, prefix)) await writeTraderMonth(client, month, prefix);
}

/** Days of a range that was partly stored before: what comes late may also net a trade to nothing, and so take it away. */
async function recompute(client: pg.ClientBase, chainKey: number, fromBlock: number, toBlock: number): Promise<void> {
  const range = [chainKey, fromBlock, toBlock];
  const { rows } = await client.query<Omit<Cell, 'traders'> & { traders: string | null }>(
    `SELECT c.token_key, c.day::text AS day, ${KEYS} FILTER (WHERE t.net_raw <> 0) AS traders, NULL::bytea AS bitmap
       FROM (SELECT DISTINCT t.token_key, ${DAY} AS day FROM trade t
              WHERE t.chain_key = $1 AND t.block BETWEEN $2 AND $3) AS c
       JOIN trade t ON t.token_key = c.token_key
        AND t.block_time >= c.day::timestamp AT TIME ZONE 'UTC' AND t.block_time < (c.day + 1)::timestamp AT TIME ZONE 'UTC'
      GROUP BY 1, c.day`,
    range,
  );
  const empty = rows.filter(({ traders }) => traders === null);
  await client.query(
    'DELETE FROM trader_bitmap_day b USING unnest($1::integer[], $2::date[]) AS e (token_key, day) WHERE b.token_key = e.token_key AND b.day = e.day',
    [empty.map((cell) => cell.token_key), empty.map(({ day }) => day)],
  );
  await insertSets(
    client,
    'trader_bitmap_day',
    rows.flatMap(({ traders, ...cell }) => (traders === null ? [] : [grown({ ...cell, traders })])),
  );
  const changed = new Set(rows.map(({ day }) => `${day.slice(0, 7)}-01`));
  const months = (await traderMonths(client)).filter((each) => each.chainKey === chainKey);
  // A month with no trade left is not among them, and neither a month nor its days may stay.
  const gone = [...changed].filter((month) => !months.some((each) => each.month === month));
  for (const month of gone) await writeTraderMonth(client, { chainKey, month, over: false });
  const stored = await storedMonths(client, chainKey);
  for (const each of months) {
    if (changed.has(each.month) || each.over !== stored.has(each.month)) await writeTraderMonth(client, each);
  }
}

/** Months that were stored before a block came that is dated into them: clocks of validators differ by seconds. */
async function rewriteMonths(
  client: pg.ClientBase,
  chainKey: number,
  rows: readonly Cell[],
  written: ReadonlySet<string>,
): Promise<void> {
  const months = new Set(rows.map(({ day }) => `${day.slice(0, 7)}-01`));
  if (months.size === 1) return;
  const stored = await storedMonths(client, chainKey);
  for (const month of months) {
    if (stored.has(month) && !written.has(month)) await writeTraderMonth(client, { chainKey, month, over: true });
  }
}

async function storedMonths(client: pg.ClientBase, chainKey: number): Promise<Set<string>> {
  const { rows } = await client.query<{ month: string }>(
    'SELECT month::text AS month FROM chain_trader_bitmap_month WHERE chain_key = $1',
    [chainKey],
  );
  return new Set(rows.map(({ month }) => month));
}

async function growChainDays(client: pg.ClientBase, chainKey: number, cells: Cell[]): Promise<void> {
  const byDay = Map.groupBy(cells, ({ day }) => day);
  const { rows } = await client.query<{ day: string; bitmap: Buffer }>(
    'SELECT day::text AS day, bitmap FROM chain_trader_bitmap_day WHERE chain_key = $1 AND day = ANY ($2::date[])',
    [chainKey, [...byDay.keys()]],
  );
  const known = new Map(rows.map(({ day, bitmap }) => [day, bitmap]));
  const days = [...byDay].map(([day, own]) =>
    grown({
      ...{ token_key: chainKey, day, bitmap: known.get(day) ?? null },
      traders: own.map(({ traders }) => traders).join(),
    }),
  );
  await insertSets(client, 'chain_trader_bitmap_day', days);
}

const grown = ({ token_key: scope, day: bucket, traders, bitmap }: Cell): SetCell => ({
  scope,
  bucket,
  ...setsOf(bitmap === null ? [] : [bitmap], traders.split(',').map(Number)),
});

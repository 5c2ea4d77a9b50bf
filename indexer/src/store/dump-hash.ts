import { createHash } from 'node:crypto';
import pg from 'pg';
import { bitmapKeys, bitmapTables } from './trader-bitmaps.ts';

/** Rows and SHA-256 of one table, resolved to natural keys. */
export interface TableDigest {
  table: string;
  rows: number;
  sha256: string;
}

/** A surrogate key that the dump shows as what it stands for. */
interface Resolved {
  of: 'chain' | 'token' | 'pool' | 'account' | 'dex';
  key: string;
}
type Column = string | Resolved;

const as =
  (of: Resolved['of']) =>
  (key: string): Resolved => ({ of, key });
const [CHAIN, TOKEN, POOL, ACCOUNT, DEX] = [as('chain'), as('token'), as('pool'), as('account'), as('dex')];

interface Dump {
  table: string;
  /** Columns that are the row's natural key, and the order. */
  key: Column[];
  values: Column[];
}

const position = (index?: string): Column[] => [CHAIN('chain_key'), 'block', 'tx_index', ...(index ? [index] : [])];
const counts = ['fills', 'trades', 'passthroughs', 'transactions', 'unpriced_trades', 'buys', 'sells'];
const sums = ['buy_usd', 'sell_usd', 'volume_usd', 'volume_in_total_usd'];

/** Facts and rollups. What exists by registry, and when it was read, is no part of what was read. */
const dumps: Dump[] = [
  {
    table: 'pool',
    key: ['id'],
    values: [
      ...[DEX('dex_key'), TOKEN('token0_key'), TOKEN('token1_key'), 'curve', 'fee_pips', 'tick_spacing'],
      ...["encode(t.vault0, 'hex')", "encode(t.vault1, 'hex')", 'birth_block', 'birth_time', 'creation_seen'],
    ],
  },
  {
    table: 'transaction',
    key: position(),
    values: ['block_time', "encode(t.tx_id, 'hex')", ACCOUNT('signer_key'), ACCOUNT('fee_payer_key'), 'failed'],
  },
  {
    table: 'fill',
    key: position('fill_index'),
    values: [
      ...[
        'block_time',
        POOL('pool_key'),
        ACCOUNT('trader_key'),
        TOKEN('sold_token_key'),
        'sold_raw',
        TOKEN('bought_token_key'),
      ],
      ...[
        'bought_raw',
        'sqrt_price_after',
        'tick_after',
        'liquidity_after',
        'reserve0_after',
        'reserve1_after',
        'fee_raw',
      ],
      ...['amount_usd', 'price_source', 'unpriced_reason', 'flags'],
    ],
  },
  {
    table: 'transfer',
    key: position('transfer_index'),
    values: [
      ...['block_time', TOKEN('token_key'), 'move', ACCOUNT('from_key'), ACCOUNT('to_key')],
      ...[ACCOUNT('from_account_key'), ACCOUNT('to_account_key'), 'raw', 'units'],
    ],
  },
  {
    table: 'liquidity_change',
    key: position('change_index'),
    values: [
      ...['block_time', POOL('pool_key'), ACCOUNT('owner_key'), 'lower', 'upper', 'liquidity_delta', 'amount0_raw'],
      ...['amount1_raw', 'terms'],
    ],
  },
  {
    table: 'pool_state',
    key: position('state_index'),
    values: [
      'block_time',
      POOL('pool_key'),
      'source',
      'sqrt_price',
      'tick',
      'liquidity',
      'reserve0',
      'reserve1',
      'terms',
    ],
  },
  {
    table: 'multiplier',
    key: position('multiplier_index'),
    values: ['block_time', TOKEN('token_key'), 'value', 'effective_time'],
  },
  {
    table: 'primary_order',
    key: position('order_index'),
    values: [
      ...['block_time', 'venue', TOKEN('token_key'), 'side', ACCOUNT('account_key'), 'token_raw'],
      ...[TOKEN('payment_token_key'), 'payment_raw', 'fee_raw', 'amount_usd'],
    ],
  },
  {
    table: 'feed_price',
    key: position('feed_index'),
    values: ['block_time', TOKEN('token_key'), ACCOUNT('feed_key'), 'price_usd', 'updated_time', 'session'],
  },
  {
    table: 'token_control',
    key: position('control_index'),
    values: ['block_time', TOKEN('token_key'), 'control', ACCOUNT('account_key'), 'raw'],
  },
  { table: 'reference_price', key: [TOKEN('token_key'), 'minute'], values: ['price_usd', 'source'] },
  {
    table: 'trade',
    key: [...position(), ACCOUNT('trader_key'), TOKEN('token_key')],
    values: ['block_time', 'net_raw', 'fills', 'amount_usd', 'in_total_usd'],
  },
  { table: 'atomic_trip', key: [...position(), POOL('pool_key')], values: ['block_time', 'amount_usd'] },
  {
    table: 'pool_hour',
    key: [POOL('pool_key'), 'hour'],
    values: [
      ...['fills', 'trades', 'unpriced_fills', 'volume_usd', 'sold0_raw', 'sold1_raw', 'bought0_raw', 'bought1_raw'],
      'last_fill_time',
    ],
  },
  {
    table: 'pool_day',
    key: [POOL('pool_key'), 'day'],
    values: [
      ...['fills', 'trades', 'unpriced_fills', 'volume_usd', 'sold0_raw', 'sold1_raw', 'bought0_raw', 'bought1_raw'],
      'last_fill_time',
    ],
  },
  { table: 'asset_hour', key: [TOKEN('token_key'), 'hour'], values: [...counts, ...sums] },
  { table: 'asset_day', key: [TOKEN('token_key'), 'day'], values: [...counts, ...sums] },
  { table: 'asset_month', key: [TOKEN('token_key'), 'month'], values: ['days', 'volume_usd', 'trades', 'traders'] },
  {
    table: 'trader_day',
    key: [POOL('pool_key'), 'day', ACCOUNT('trader_key')],
    values: ['buys', 'sells', 'buy_usd', 'sell_usd'],
  },
  {
    table: 'supply_day',
    key: [TOKEN('token_key'), 'day'],
    values: ['minted_raw', 'burned_raw', 'minted_units', 'burned_units'],
  },
  {
    table: 'balance_hour',
    key: [TOKEN('token_key'), ACCOUNT('owner_key'), 'hour'],
    values: ['in_units', 'out_units'],
  },
  { table: 'balance_month', key: [TOKEN('token_key'), 'month', ACCOUNT('owner_key')], values: ['units'] },
  { table: 'holder_day', key: [TOKEN('token_key'), 'day', ACCOUNT('owner_key')], values: ['change', 'overdrawn'] },
  {
    table: 'pool_depth_hour',
    key: [POOL('pool_key'), 'hour'],
    values: [
      ...['sqrt_price', 'tick', 'liquidity', 'reserve0_raw', 'reserve1_raw', 'tvl_usd', 'mid_usd', 'ask_depth_usd'],
      ...['bid_depth_usd', 'buy_slippage', 'sell_slippage', 'buy_impact', 'sell_impact', 'buy_fillable_usd'],
      ...['sell_fillable_usd', 'state'],
    ],
  },
];

const PAGE = 5_000;

/**
 * One hash over all facts and rollups of a database, in natural keys and a fixed order: two databases that read the same
 * blocks have the same hash, whatever their surrogate keys, batch sizes or interruptions.
 */
export async function dumpHash(databaseUrl: string): Promise<string> {
  const hash = createHash('sha256');
  for (const { table, rows, sha256 } of await dumpDigests(databaseUrl)) hash.update(`${table} ${rows} ${sha256}\n`);
  return hash.digest('hex');
}

/** The hash of each table, from one snapshot: where two dumps differ. */
export async function dumpDigests(databaseUrl: string): Promise<TableDigest[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'",
    );
    const digests: TableDigest[] = [];
    for (const dump of dumps) digests.push(await digest(dump.table, textRows(client, dump)));
    for (const each of bitmapTables) digests.push(await digest(each.table, bitmapRows(client, each)));
    await client.query('COMMIT');
    return digests;
  } finally {
    await client.end();
  }
}

const dailyFacts = [
  ...['transaction', 'fill', 'transfer', 'liquidity_change', 'pool_state', 'multiplier'],
  ...['primary_order', 'feed_price', 'token_control'],
];

/**
 * The hash of everything that a chain told on one UTC day, in natural keys: two operators who read the same day compare it.
 * Must run inside a transaction.
 * @param day such as `2025-07-01`
 */
export async function dayDigest(client: pg.ClientBase, chainKey: number, day: string): Promise<string> {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error(`"${day}" is not a day, YYYY-MM-DD`);
  await client.query("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'");
  const start = `'${day}'::timestamp AT TIME ZONE 'UTC'`;
  const where = `WHERE t.chain_key = ${chainKey} AND t.block_time >= ${start} AND t.block_time < ${start} + interval '1 day'`;
  const hash = createHash('sha256');
  for (const dump of dumps.filter(({ table }) => dailyFacts.includes(table))) {
    const { table, rows, sha256 } = await digest(dump.table, textRows(client, dump, where));
    hash.update(`${table} ${rows} ${sha256}\n`);
  }
  return hash.digest('hex');
}

async function digest(table: string, lines: AsyncIterable<string>): Promise<TableDigest> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const line of lines) {
    hash.update(line).update('\n');
    rows += 1;
  }
  return { table, rows, sha256: hash.digest('hex') };
}

/** Reads a query through a cursor, a page at a time. */
async function* pages<Row extends pg.QueryResultRow>(client: pg.ClientBase, query: string): AsyncGenerator<Row> {
  await client.query(`DECLARE dump CURSOR FOR ${query}`);
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${PAGE} FROM dump`);
    yield* rows;
    if (rows.length < PAGE) break;
  }
  await client.query('CLOSE dump');
}

async function* textRows(client: pg.ClientBase, dump: Dump, where?: string): AsyncGenerator<string> {
  for await (const { line } of pages<{ line: string }>(client, dumpQuery(dump, where))) yield line;
}

/** Joins, not subqueries, resolve the keys: one hash a join instead of one look-up a row. */
function dumpQuery({ table, key, values }: Dump, where = ''): string {
  const joins: string[] = [];
  const text = (column: Column): string => {
    if (typeof column === 'string') return /^\w+$/.test(column) ? `t.${column}` : column;
    const alias = `r${joins.length}`;
    joins.push(`LEFT JOIN ${column.of} ${alias} ON ${alias}.key = t.${column.key}`);
    return column.of === 'account' ? `encode(${alias}.address, 'hex')` : `${alias}.id`;
  };
  const keys = key.map(text);
  const order = keys.map((expression, i) =>
    typeof key[i] === 'string' && key[i] !== 'id' ? expression : `${expression} COLLATE "C"`,
  );
  const row = [...keys, ...values.map(text)].join(', ');
  return `SELECT ROW(${row})::text AS line FROM ${table} t ${joins.join(' ')} ${where} ORDER BY ${order.join(', ')}`;
}

/** Bitmaps as the sorted addresses that they stand for. */
async function* bitmapRows(
  client: pg.Client,
  { table, scope, bucket }: (typeof bitmapTables)[number],
): AsyncGenerator<string> {
  const accounts = await client.query<{ key: number; hex: string }>(
    "SELECT key, encode(address, 'hex') AS hex FROM account",
  );
  const hexOf = new Map(accounts.rows.map(({ key, hex }) => [key, hex]));
  const owner = scope === 'token_key' ? 'token' : 'chain';
  const query = `SELECT k.id AS owner, b.${bucket}::text AS start, b.traders, b.bitmap
                   FROM ${table} b JOIN ${owner} k ON k.key = b.${scope} ORDER BY k.id COLLATE "C", b.${bucket}`;
  type Row = { owner: string; start: string; traders: number; bitmap: Buffer };
  for await (const { owner: of, start, traders, bitmap } of pages<Row>(client, query)) {
    const addresses = bitmapKeys(bitmap).map((key) => hexOf.get(key) ?? `missing account ${key}`);
    yield `${of} ${start} ${traders} ${addresses.sort().join(' ')}`;
  }
}

import { readFileSync } from 'node:fs';

/** A rollup: a table that is a function of facts, cell by cell. */
export interface Rollup {
  table: string;
  /** Primary key of the table. */
  key: string[];
  /** The other columns. */
  values: string[];
  /** Columns of `touched`, the cells to compute, with their types. */
  touched: [name: string, type: string][];
  /** Every cell that the facts have. */
  allCells: string;
}

const counts = ['fills', 'trades', 'passthroughs', 'transactions', 'unpriced_trades', 'buys', 'sells'];
const sums = ['buy_usd', 'sell_usd', 'volume_usd', 'volume_in_total_usd'];

const FILLED_BLOCKS = 'SELECT chain_key, min(block) AS from_block, max(block) AS to_block FROM fill GROUP BY chain_key';

/** In the order in which they build on each other. */
export const rollups: Rollup[] = [
  {
    table: 'trade',
    key: ['chain_key', 'block', 'tx_index', 'trader_key', 'token_key'],
    values: ['block_time', 'net_raw', 'fills', 'amount_usd', 'in_total_usd'],
    touched: [
      ['chain_key', 'smallint'],
      ['from_block', 'bigint'],
      ['to_block', 'bigint'],
    ],
    allCells: FILLED_BLOCKS,
  },
  {
    table: 'atomic_trip',
    key: ['chain_key', 'block', 'tx_index', 'pool_key'],
    values: ['block_time', 'amount_usd'],
    touched: [
      ['chain_key', 'smallint'],
      ['from_block', 'bigint'],
      ['to_block', 'bigint'],
    ],
    allCells: FILLED_BLOCKS,
  },
  {
    table: 'pool_hour',
    key: ['pool_key', 'hour'],
    values: [
      ...['fills', 'trades', 'unpriced_fills', 'volume_usd', 'sold0_raw', 'sold1_raw', 'bought0_raw', 'bought1_raw'],
      'last_fill_time',
    ],
    touched: [
      ['pool_key', 'integer'],
      ['hour', 'timestamptz'],
    ],
    allCells: `SELECT DISTINCT f.pool_key, date_trunc('hour', f.block_time, 'UTC') AS hour
                 FROM fill f JOIN token s ON s.key = f.sold_token_key JOIN token b ON b.key = f.bought_token_key
                WHERE s.role = 'stock' OR b.role = 'stock'`,
  },
  {
    table: 'pool_day',
    key: ['pool_key', 'day'],
    values: [
      ...['fills', 'trades', 'unpriced_fills', 'volume_usd', 'sold0_raw', 'sold1_raw', 'bought0_raw', 'bought1_raw'],
      'last_fill_time',
    ],
    touched: [
      ['pool_key', 'integer'],
      ['day', 'date'],
    ],
    allCells: "SELECT DISTINCT pool_key, (hour AT TIME ZONE 'UTC')::date AS day FROM pool_hour",
  },
  {
    table: 'asset_hour',
    key: ['token_key', 'hour'],
    values: [...counts, ...sums],
    touched: [
      ['token_key', 'integer'],
      ['hour', 'timestamptz'],
    ],
    allCells: "SELECT DISTINCT token_key, date_trunc('hour', block_time, 'UTC') AS hour FROM trade",
  },
  {
    table: 'asset_day',
    key: ['token_key', 'day'],
    values: [...counts, ...sums],
    touched: [
      ['token_key', 'integer'],
      ['day', 'date'],
    ],
    allCells: "SELECT DISTINCT token_key, (hour AT TIME ZONE 'UTC')::date AS day FROM asset_hour",
  },
  {
    table: 'trader_day',
    key: ['pool_key', 'day', 'trader_key'],
    values: ['buys', 'sells', 'buy_usd', 'sell_usd'],
    touched: [
      ['pool_key', 'integer'],
      ['day', 'date'],
      ['trader_key', 'integer'],
    ],
    allCells: `SELECT DISTINCT f.pool_key, (f.block_time AT TIME ZONE 'UTC')::date AS day, f.trader_key
                 FROM fill f JOIN token s ON s.key = f.sold_token_key JOIN token b ON b.key = f.bought_token_key
                WHERE s.role = 'stock' OR b.role = 'stock'`,
  },
  {
    table: 'supply_day',
    key: ['token_key', 'day'],
    values: ['minted_raw', 'burned_raw', 'minted_units', 'burned_units'],
    touched: [
      ['token_key', 'integer'],
      ['day', 'date'],
    ],
    allCells: `SELECT DISTINCT token_key, (block_time AT TIME ZONE 'UTC')::date AS day FROM transfer WHERE move <> 'transfer'`,
  },
  {
    table: 'balance_hour',
    key: ['token_key', 'owner_key', 'hour'],
    values: ['in_units', 'out_units'],
    touched: [
      ['token_key', 'integer'],
      ['owner_key', 'integer'],
      ['hour', 'timestamptz'],
    ],
    allCells: `SELECT DISTINCT t.token_key, s.owner_key, date_trunc('hour', t.block_time, 'UTC') AS hour
                 FROM transfer t CROSS JOIN LATERAL (VALUES (coalesce(t.from_key, t.from_account_key)),
                                                            (coalesce(t.to_key, t.to_account_key))) AS s (owner_key)
                WHERE s.owner_key IS NOT NULL`,
  },
];

/** Builds on the sets of traders too, and is computed after them. */
export const assetMonths: Rollup = {
  table: 'asset_month',
  key: ['token_key', 'month'],
  values: ['days', 'volume_usd', 'trades', 'traders'],
  touched: [
    ['token_key', 'integer'],
    ['month', 'date'],
  ],
  allCells: "SELECT DISTINCT token_key, date_trunc('month', day)::date AS month FROM asset_day",
};

const folder = new URL('../../../db/rollups/', import.meta.url);
const selects = new Map(
  [...rollups, assetMonths].map(({ table }) => [table, readFileSync(new URL(`${table}.sql`, folder), 'utf8')]),
);

/** The statement that writes the cells named by `cells`, a query with the columns of `touched`. */
function writeCells(rollup: Rollup, cells: string, into: string): string {
  const { table, key, values } = rollup;
  const columns = [...key, ...values].join(', ');
  return `INSERT INTO ${into} (${columns})
    WITH touched AS (${cells}), cell AS (${selects.get(table)}) SELECT ${columns} FROM cell`;
}

/** Recomputes touched cells from facts: its parameters are one array per column of `touched`. */
export function recomputeStatement(rollup: Rollup): string {
  const arrays = rollup.touched.map(([, type], i) => `$${i + 1}::${type}[]`).join(', ');
  const names = rollup.touched.map(([name]) => name).join(', ');
  return replaceStatement(rollup, `SELECT * FROM unnest(${arrays}) AS u(${names})`);
}

/** Recomputes the cells named by `cells`, a query with the columns of `touched`, over what is stored of them. */
export function replaceStatement(rollup: Rollup, cells: string): string {
  const changes = rollup.values.map((column) => `${column} = EXCLUDED.${column}`).join(', ');
  return `${writeCells(rollup, cells, rollup.table)}
    ON CONFLICT (${rollup.key.join(', ')}) DO UPDATE SET ${changes}`;
}

/** Computes every cell into a table of the same shape. */
export const rebuildStatement = (rollup: Rollup, into: string): string => writeCells(rollup, rollup.allCells, into);

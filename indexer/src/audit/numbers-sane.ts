import type pg from 'pg';
import { finding, type Invariant } from './invariant.ts';

// Columns that may be negative: those that count a change, and what owners have where the first mints were not read.
const signed = new Set([
  'balance_month.units',
  'liquidity_change.liquidity_delta',
  'liquidity_change.amount0_raw',
  'liquidity_change.amount1_raw',
  'trade.net_raw',
]);

/** Q16: no number is NaN or infinite, and no amount, volume, depth or value is negative. */
export const numbersSane: Invariant = {
  id: 'Q16',
  title: 'No NaN, no infinity, no negative amount',
  check: async (client) => {
    const { rows } = await client.query<{ table: string; column: string; list: boolean }>(
      `SELECT c.relname::text AS table, a.attname::text AS column, a.atttypid = 'numeric[]'::regtype AS list
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND a.atttypid IN ('numeric'::regtype, 'numeric[]'::regtype) ORDER BY 1, 2`,
    );
    const broken: string[] = [];
    for (const { table, column, list } of rows) {
      const bad = await countBad(client, table, column, list);
      if (bad > 0) broken.push(`${table}.${column} in ${bad} rows`);
    }
    return [finding(0, rows.length, 'numeric columns', broken)];
  },
};

async function countBad(client: pg.ClientBase, table: string, column: string, list: boolean): Promise<number> {
  const bound = signed.has(`${table}.${column}`) ? `abs(v) = 'Infinity'` : `v < 0 OR v = 'Infinity'`;
  const from = list
    ? `${table} CROSS JOIN LATERAL unnest(${column}) AS v`
    : `(SELECT ${column} AS v FROM ${table}) AS t`;
  const { rows } = await client.query<{ bad: string }>(
    `SELECT count(*) AS bad FROM ${from} WHERE v = 'NaN' OR ${bound}`,
  );
  return Number(rows[0]!.bad);
}

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { columnsOf } from '../../../indexer/src/store/fact-tables.ts';
import { assetMonths, rebuildStatement, rollups } from '../../../indexer/src/store/rollups.ts';
import { rebuildBitmaps } from '../../../indexer/src/store/trader-bitmaps.ts';
import { CSV_COLUMNS, history } from './fills.ts';
import { withoutIndexes } from './indexes.ts';
import type { Market } from './market.ts';
import { step } from './progress.ts';

/** Fills the product's own tables: facts by COPY, rollups by the product's own statements. `csv` gets the same fills. */
export async function loadMarket(databaseUrl: string, market: Market, fills: number, csv: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  const second = new pg.Client({ connectionString: databaseUrl });
  await Promise.all([client.connect(), second.connect()]);
  try {
    for (const each of [client, second]) {
      await each.query("SET work_mem = '512MB'; SET maintenance_work_mem = '1GB'; SET synchronous_commit = off");
    }
    await withoutIndexes(
      client,
      ['fill', 'transaction'],
      () => step('fills and transactions, COPY', (report) => copyFacts([client, second], market, fills, csv, report)),
      (share) => process.stderr.write(share === 1 ? 'indexes of facts made\n' : ''),
    );
    await step('statistics', () => client.query('VACUUM (ANALYZE, FREEZE) fill, transaction, account, pool, token'));
    for (const rollup of rollups) {
      await step(`rollup ${rollup.table}`, () =>
        withoutIndexes(
          client,
          [rollup.table],
          () => client.query(rebuildStatement(rollup, rollup.table)),
          () => undefined,
        ),
      );
      await client.query(`ANALYZE ${rollup.table}`);
    }
    await step('trader bitmaps', () => rebuildBitmaps(client));
    await step('months', () => client.query(rebuildStatement(assetMonths, assetMonths.table)));
    // An indexer leaves days in their order; a rebuild leaves them in whatever order it computes them.
    await step('days in their order', async () => {
      for (const table of ['asset_day', 'pool_day', 'trader_bitmap_day']) {
        await client.query(`CLUSTER ${table} USING ${table}_day`);
      }
      await client.query('CREATE INDEX in_order ON trader_day (day)');
      await client.query('CLUSTER trader_day USING in_order');
      await client.query('DROP INDEX in_order');
    });
    await writeConduct(client, market);
    await step('vacuum', () => client.query('VACUUM (ANALYZE, FREEZE)'));
  } finally {
    await Promise.all([client.end(), second.end()]);
  }
}

async function copyFacts(
  [first, second]: [pg.Client, pg.Client],
  market: Market,
  fills: number,
  csv: string,
  report: (share: number) => void,
): Promise<void> {
  const copy = (client: pg.Client, table: 'fill' | 'transaction'): Writable =>
    client.query(copyFrom(`COPY ${table} (${columnsOf(table).join(', ')}) FROM STDIN`));
  const sinks = { fill: copy(first, 'fill'), transaction: copy(second, 'transaction'), csv: createWriteStream(csv) };
  sinks.csv.write(`${CSV_COLUMNS}\n`);
  let done = 0;
  for (const stretch of history(market, fills)) {
    const full = (['fill', 'transaction', 'csv'] as const).filter((name) => !sinks[name].write(stretch[name]));
    await Promise.all(full.map((name) => once(sinks[name], 'drain')));
    done += stretch.fills;
    report(done / fills);
  }
  const all = Object.values(sinks);
  for (const sink of all) sink.end();
  await Promise.all(all.map((sink) => finished(sink)));
}

/** Chains are indexed up to the end of the last day. */
async function writeConduct(client: pg.Client, market: Market): Promise<void> {
  const chains = [...new Set(market.tickers.flatMap(({ pools }) => pools.map(({ chainKey }) => chainKey)))];
  await client.query(
    `INSERT INTO chain_status (chain_key, indexed_block, indexed_time, finalized_block, finalized_time, updated_at, batches)
     SELECT key, $2, to_timestamp($3), $2, to_timestamp($3), now(), 1 FROM unnest($1::int[]) AS c (key)`,
    [chains, market.seconds, market.firstSecond + market.seconds - 1],
  );
}

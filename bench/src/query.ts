import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../indexer/src/store/embedded-postgres.ts';
import { migrate } from '../../indexer/src/store/migrate.ts';
import { seedRegistry } from '../../indexer/src/store/seed-registry.ts';
import { openDuckdb } from './query/duckdb.ts';
import { loadMarket } from './query/load.ts';
import { DAYS, type Market, registerMarket } from './query/market.ts';
import { measureAll } from './query/measure.ts';
import { measureHttp } from './query/measure-http.ts';
import { openOurs } from './query/ours.ts';
import { step } from './query/progress.ts';
import { report } from './query/report.ts';
import { timed } from './query/timing.ts';

/**
 * Ten million fills of two years in the product's own tables, and what the API's own query functions take to answer over
 * them, rows parsed and sets counted, beside DuckDB over a Parquet file of the same fills. Both must give the same answers.
 * `--fills N` makes fewer; `--keep DIR` keeps the database for the next run.
 */
const { values } = parseArgs({
  options: {
    fills: { type: 'string', default: '10000000' },
    keep: { type: 'string' },
  },
});
const fills = Number(values.fills);
const folder = values.keep ? resolve(values.keep) : await mkdtemp(join(tmpdir(), 'tokentape-bench-'));
await mkdir(folder, { recursive: true });
const note = join(folder, 'market.json');
const schema = createHash('sha256')
  .update(await readFile(new URL('../../db/schema.sql', import.meta.url)))
  .digest('hex');
const csv = join(folder, 'fills.csv');
const postgres = await startEmbeddedPostgres({
  folder: join(folder, 'postgres'),
  // For loading; none of them changes how fast is read.
  settings: { wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '8GB', fsync: 'off' },
});
try {
  const kept = await readFile(note, 'utf8').then(
    (text) => JSON.parse(text) as { fills: number; schema: string; market: Market },
    () => null,
  );
  if (kept && kept.fills !== fills) {
    throw new Error(`${folder} holds ${kept.fills} fills: give --fills ${kept.fills} or another folder`);
  }
  if (kept && kept.schema !== schema) {
    throw new Error(`${folder} was made with other tables than db/schema.sql has now: give another folder`);
  }
  const market = kept?.market ?? (await make(postgres.url));
  const ours = await openOurs(postgres.url, market);
  const peer = await openDuckdb(csv, join(folder, 'fills.parquet'));
  const results = await measureAll(ours, peer, market);
  const { timing: counts } = await timed(5, () => ours.counts(), ours.backends);
  await Promise.all([ours.close(), peer?.close()]);
  const day = (index: number) => new Date((market.firstSecond + index * 86_400) * 1000).toISOString().slice(0, 10);
  const [first, last] = [day(0), day(DAYS - 1)];
  const http = await measureHttp(ours.url, { from: first, to: last }, { from: day(DAYS - 30), to: last });
  report(fills, peer, results, { chain_counts: counts }, http);
} finally {
  await postgres.stop();
  if (!values.keep) await rm(folder, { recursive: true, force: true });
}

async function make(url: string): Promise<Market> {
  await step('schema and registry', async () => {
    await migrate(url);
    await seedRegistry(url, { simulated: true, label: 'bench' });
  });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const market = await step('pools and traders', () => registerMarket(client)).finally(() => client.end());
  await loadMarket(url, market, fills, csv);
  await writeFile(note, JSON.stringify({ fills, schema, market }));
  return market;
}

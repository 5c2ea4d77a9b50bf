import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../indexer/src/store/embedded-postgres.ts';
import { migrate } from '../../indexer/src/store/migrate.ts';
import { seedRegistry } from '../../indexer/src/store/seed-registry.ts';
import { loadMarket } from './query/load.ts';
import { type Market, registerMarket } from './query/market.ts';
import { step } from './query/progress.ts';

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
const postgres = await startEmbeddedPostgres({
  folder: join(folder, 'postgres'),
  settings: { wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '8GB', fsync: 'off' },
});
try {
  const kept = await readFile(note, 'utf8').then(
    (text) => JSON.parse(text) as { fills: number; market: Market },
    () => null,
  );
  if (kept && kept.fills !== fills)
    throw new Error(`${folder} holds ${kept.fills} fills: give --fills ${kept.fills} or another folder`);
  if (!kept) {
    await step('schema and registry', async () => {
      await migrate(postgres.url);
      await seedRegistry(postgres.url, { simulated: true, label: 'bench' });
    });
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    const market = await step('pools and traders', () => registerMarket(client));
    await client.end();
    await loadMarket(postgres.url, market, fills, join(folder, 'fills.csv'));
    await writeFile(note, JSON.stringify({ fills, market }));
  }
} finally {
  await postgres.stop();
  if (!values.keep) await rm(folder, { recursive: true, force: true });
}

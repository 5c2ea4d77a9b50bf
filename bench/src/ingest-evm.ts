import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { INDEXER_NODE_FLAGS } from '../../indexer/src/cli/start-indexers.ts';
import { migrate } from '../../indexer/src/store/migrate.ts';
import { seedRegistry } from '../../indexer/src/store/seed-registry.ts';
import { startTestPostgres } from '../../indexer/src/testing/postgres.ts';
import { measure, type Run } from './ingest-evm/contender.ts';
import { measurePonder } from './ingest-evm/ponder.ts';

/**
 * One local JSON-RPC server with 20,000 blocks and 200,000 logs in 40 pools, read into one PostgreSQL by (a) a bare loop of
 * filtered eth_getLogs and COPY, the floor, (b) our whole indexer, prices, rollups and depth included, and by our source
 * and decoders alone into the floor's tables, (c) a stock squid, (d) Ponder where it installs. Every contender is a process of its own, timed from its
 * start to its end; the median of the rounds counts.
 */
const { values } = parseArgs({
  options: {
    blocks: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: 'floor,source,ours,foreign,squid,ponder' },
  },
});
const here = resolve(import.meta.dirname, 'ingest-evm');
const last = Number(values.blocks) - 1;
const rounds = Number(values.rounds);
const wanted = values.only.split(',');

interface Server {
  url: string;
  pools: string[];
  tokens: string[];
  stop(): void;
}

function serve(foreign: number): Promise<Server> {
  const child = fork(resolve(here, 'serve.ts'), [values.blocks, '5', '40', String(foreign)]);
  return new Promise((started, failed) => {
    child.once('message', (said) => started({ ...(said as Omit<Server, 'stop'>), stop: () => child.disconnect() }));
    child.once('error', failed);
  });
}

const postgres = await startTestPostgres();
const admin = new pg.Client({ connectionString: postgres.url });
await admin.connect();
let databases = 0;

async function emptyDatabase(withSchema: boolean): Promise<string> {
  databases += 1;
  await admin.query(`CREATE DATABASE bench_${databases}`);
  const url = new URL(postgres.url);
  url.pathname = `/bench_${databases}`;
  if (withSchema) {
    await migrate(url.href);
    await seedRegistry(url.href, { simulated: true, label: 'bench' });
  }
  return url.href;
}

async function count(url: string, table: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(`SELECT count(*)::int AS rows FROM ${table}`);
  await client.end();
  return rows[0].rows;
}

const contenders: Record<string, (server: Server) => Promise<Run>> = {
  async floor(server) {
    const url = await emptyDatabase(false);
    return measure(resolve(here, 'floor.ts'), [
      server.url,
      url,
      String(last),
      [...server.pools, ...server.tokens].join(),
    ]);
  },
  async source(server) {
    const url = await emptyDatabase(false);
    return measure(resolve(here, 'source.ts'), [server.url, url, String(last)]);
  },
  async ours(server) {
    const url = await emptyDatabase(true);
    const script = resolve(here, '../../../indexer/src/main.ts');
    const args = ['--chain', 'arbitrum', '--from', '0', '--to', String(last)];
    const run = await measure(script, args, { DATABASE_URL: url, RPC_URL: server.url }, INDEXER_NODE_FLAGS);
    const fills = await count(url, 'fill');
    const expected = (last - 1) * 5;
    if (fills !== expected) throw new Error(`ours stored ${fills} fills of ${expected}`);
    return run;
  },
  async squid(server) {
    const url = await emptyDatabase(false);
    const run = await measure(
      resolve(here, 'squid.ts'),
      [server.url, url, String(last), [...server.pools, ...server.tokens].join()],
      {
        SQD_ERROR: '*',
      },
    );
    const swaps = await count(url, 'bench_swap');
    if (swaps !== (last - 1) * 5) throw new Error(`the squid stored ${swaps} swaps of ${(last - 1) * 5}`);
    return run;
  },
};

const runs = new Map<string, Run[]>();

async function round(server: Server, names: string[], suffix = ''): Promise<void> {
  for (const name of names.filter((own) => wanted.includes(own))) {
    const run = await contenders[name]!(server);
    runs.set(name + suffix, [...(runs.get(name + suffix) ?? []), run]);
    const { seconds, cpuSeconds, rssMb } = run;
    console.log(
      `${name}${suffix}: ${seconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s of processor, ${rssMb.toFixed(0)} MB`,
    );
  }
}

/** Rounds go through all contenders in turn, so that a busy minute of the machine meets all of them. */
const plain = await serve(0);
for (let at = 0; at < rounds; at += 1) await round(plain, ['floor', 'source', 'ours', 'squid']);
if (wanted.includes('ponder')) {
  const ponder = await measurePonder({
    ...{ rpcUrl: plain.url, databaseUrl: await emptyDatabase(false), lastBlock: last },
    ...{ pools: plain.pools, tokens: plain.tokens, rows: (last - 1) * 5 },
  });
  if (ponder) {
    runs.set('ponder', [ponder]);
    console.log(
      `ponder: ${ponder.seconds.toFixed(2)} s, ${ponder.cpuSeconds.toFixed(2)} s of processor, ${ponder.rssMb.toFixed(0)} MB`,
    );
  }
}
plain.stop();
if (wanted.includes('foreign')) {
  const crowded = await serve(9);
  for (let at = 0; at < rounds; at += 1) await round(crowded, ['floor', 'ours'], '_foreign');
  crowded.stop();
}
await admin.end();
await postgres.stop();

const median = (name: string, of: (run: Run) => number): number | null => {
  const sorted = (runs.get(name) ?? []).map(of).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? null;
};
const seconds = (name: string) => round2(median(name, (run) => run.seconds));
const ratio = (a: number | null, b: number | null) => (a === null || b === null ? null : round2(a / b));
function round2(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}

console.log(
  JSON.stringify({
    floor_s: seconds('floor'),
    ours_s: seconds('ours'),
    squid_s: seconds('squid'),
    ponder_s: seconds('ponder'),
    ours_over_floor: ratio(seconds('ours'), seconds('floor')),
    squid_over_ours: ratio(seconds('squid'), seconds('ours')),
    ponder_over_ours: ratio(seconds('ponder'), seconds('ours')),
    source_s: seconds('source'),
    source_over_floor: ratio(seconds('source'), seconds('floor')),
    foreign_over_ours: ratio(seconds('ours_foreign'), seconds('ours')),
    rss_mb: round2(median('ours', (run) => run.rssMb)),
    source_rss_mb: round2(median('source', (run) => run.rssMb)),
    ours_cpu_s: round2(median('ours', (run) => run.cpuSeconds)),
    source_cpu_s: round2(median('source', (run) => run.cpuSeconds)),
    floor_cpu_s: round2(median('floor', (run) => run.cpuSeconds)),
  }),
);

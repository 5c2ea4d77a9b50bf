import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { INDEXER_NODE_FLAGS } from '../../indexer/src/cli/start-indexers.ts';
import { migrate } from '../../indexer/src/store/migrate.ts';
import { seedRegistry } from '../../indexer/src/store/seed-registry.ts';
import { startTestPostgres } from '../../indexer/src/testing/postgres.ts';
import { familyTime, measure, parentOf, processorTime, type Run } from './ingest-evm/contender.ts';
import { measurePonder } from './ingest-evm/ponder.ts';

/**
 * One local JSON-RPC server with 20,000 blocks and 200,000 logs in 40 pools, read into one PostgreSQL by (a) a bare loop of
 * filtered eth_getLogs and COPY, the floor, (b) our whole indexer, prices, rollups and depth included, and by our source
 * and decoders alone into the floor's tables, (c) a stock squid, (d) Ponder where it installs. Every contender is a process
 * of its own, timed from its start to its end; the rounds go through all of them in turn, and the median counts. Ratios are
 * medians of the rounds' own ratios, since the machine may be busier in one round than in another. A second server has the
 * same blocks with foreign logs among them.
 *
 *   bench ingest-evm [--blocks 20000] [--rounds 3] [--foreign 0.9] [--only floor,ours,foreign]
 */
const { values } = parseArgs({
  options: {
    blocks: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    /** Part of the logs that nobody follows, on the second server. */
    foreign: { type: 'string', default: '0.9' },
    only: { type: 'string', default: 'floor,source,ours,foreign,squid,ponder' },
  },
});
const here = resolve(import.meta.dirname, 'ingest-evm');
const last = Number(values.blocks) - 1;
const rounds = Number(values.rounds);
const wanted = values.only.split(',');
const foreignShare = Number(values.foreign);
if (!(foreignShare >= 0 && foreignShare < 1)) throw new Error('--foreign is a part of all logs, from 0 to below 1');

interface Server {
  pid: number;
  url: string;
  pools: string[];
  tokens: string[];
  stop(): void;
}

function serve(foreign: number): Promise<Server> {
  const child = fork(resolve(here, 'serve.ts'), [values.blocks, '5', '40', String(foreign)]);
  return new Promise((started, failed) => {
    child.once('message', (said) =>
      started({ ...(said as Omit<Server, 'stop' | 'pid'>), pid: child.pid!, stop: () => child.disconnect() }),
    );
    child.once('error', failed);
  });
}

const postgres = await startTestPostgres();
const admin = new pg.Client({ connectionString: postgres.url });
await admin.connect();
const backend = await admin.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
const postmaster = parentOf(backend.rows[0]!.pid);
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

const contenders: Record<string, (server: Server, url: string) => Promise<Run>> = {
  async floor(server, url) {
    return measure(resolve(here, 'floor.ts'), [
      server.url,
      url,
      String(last),
      [...server.pools, ...server.tokens].join(),
    ]);
  },
  async source(server, url) {
    return measure(resolve(here, 'source.ts'), [server.url, url, String(last)]);
  },
  async ours(server, url) {
    const script = resolve(here, '../../../indexer/src/main.ts');
    const args = ['--chain', 'arbitrum', '--from', '0', '--to', String(last)];
    const run = await measure(script, args, { DATABASE_URL: url, RPC_URL: server.url }, INDEXER_NODE_FLAGS);
    const fills = await count(url, 'fill');
    const expected = (last - 1) * 5;
    if (fills !== expected) throw new Error(`ours stored ${fills} fills of ${expected}`);
    return run;
  },
  async squid(server, url) {
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

const text = (value: number): string => value.toFixed(2);

async function round(server: Server, names: string[], suffix = ''): Promise<void> {
  for (const name of names.filter((own) => wanted.includes(own))) {
    // Migrating and seeding are no part of it.
    const url = await emptyDatabase(name === 'ours');
    const before = { postgres: familyTime(postmaster), server: processorTime(server.pid) };
    const measured = await contenders[name]!(server, url);
    const other = {
      postgres: familyTime(postmaster) - before.postgres,
      server: processorTime(server.pid) - before.server,
    };
    const run = { ...measured, otherCpuSeconds: other };
    runs.set(name + suffix, [...(runs.get(name + suffix) ?? []), run]);
    const { seconds, cpuSeconds, rssMb } = run;
    console.log(
      `${name}${suffix}: ${text(seconds)} s, processor ${text(cpuSeconds)} s (PostgreSQL ${text(other.postgres)} s, server ${text(other.server)} s), ${rssMb.toFixed(0)} MB`,
    );
  }
}

const withForeign = wanted.includes('foreign');
const plain = await serve(0);
const crowded = withForeign ? await serve(Math.round(foreignShare / (1 - foreignShare))) : null;
for (let at = 0; at < rounds; at += 1) {
  await round(plain, ['floor', 'source', 'ours']);
  if (crowded) await round(crowded, ['floor', 'ours'], '_foreign');
  await round(plain, ['squid']);
}
crowded?.stop();
if (wanted.includes('ponder')) {
  const ponder = await measurePonder({
    ...{ rpcUrl: plain.url, databaseUrl: await emptyDatabase(false), lastBlock: last },
    ...{ pools: plain.pools, tokens: plain.tokens, rows: (last - 1) * 5 },
  });
  if (ponder) {
    runs.set('ponder', [ponder]);
    console.log(
      `ponder: ${text(ponder.seconds)} s, processor ${text(ponder.cpuSeconds)} s, ${ponder.rssMb.toFixed(0)} MB`,
    );
  }
}
plain.stop();
await admin.end();
await postgres.stop();

const median = (list: (number | null)[]): number | null => {
  const sorted = list.filter((value) => value !== null).sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1];
  return middle === undefined ? null : Math.round(middle * 100) / 100;
};
const of = (name: string, read: (run: Run) => number | null): number | null => median((runs.get(name) ?? []).map(read));
const seconds = (name: string): number | null => of(name, (run) => run.seconds);
const cpu = (name: string): number | null =>
  of(name, ({ cpuSeconds, otherCpuSeconds }) =>
    otherCpuSeconds === null ? null : cpuSeconds + otherCpuSeconds.postgres + otherCpuSeconds.server,
  );
/** Median over the rounds of one contender's time over another's in the same round; Ponder runs once. */
function ratio(one: string, other: string): number | null {
  const [these, those] = [runs.get(one) ?? [], runs.get(other) ?? []];
  return median(these.map((run, at) => run.seconds / (those[at]?.seconds ?? Number.NaN)).filter(Number.isFinite));
}
function rollupShare({ message, seconds: whole }: Run): number | null {
  const timings = message.timings as Record<string, number> | undefined;
  return timings?.rollups === undefined ? null : timings.rollups / 1000 / whole;
}

console.log(
  JSON.stringify({
    floor_s: seconds('floor'),
    ours_s: seconds('ours'),
    squid_s: seconds('squid'),
    ponder_s: seconds('ponder'),
    ours_over_floor: ratio('ours', 'floor'),
    ponder_over_ours: ratio('ponder', 'ours'),
    rss_mb: of('ours', (run) => run.rssMb),
    squid_over_ours: ratio('squid', 'ours'),
    foreign_over_ours: ratio('ours_foreign', 'ours'),
    foreign_share: foreignShare,
    rollup_share: of('ours', rollupShare),
    source_s: seconds('source'),
    source_over_floor: ratio('source', 'floor'),
    source_rss_mb: of('source', (run) => run.rssMb),
    // Processor time of the contender, PostgreSQL and the server together: steadier than seconds on a shared machine.
    ours_cpu_s: cpu('ours'),
    floor_cpu_s: cpu('floor'),
    source_cpu_s: cpu('source'),
    squid_cpu_s: cpu('squid'),
    ours_node_cpu_s: of('ours', (run) => run.cpuSeconds),
  }),
);

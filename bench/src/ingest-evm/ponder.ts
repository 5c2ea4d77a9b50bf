import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { plainEnv, ROOT } from '../../../indexer/src/env.ts';
import { memoryOf, processorTime, type Run } from './contender.ts';

const VERSION = '0.16.10';
const POLL_MS = 200;
const GIVE_UP_MS = 900_000;

interface Task {
  rpcUrl: string;
  databaseUrl: string;
  lastBlock: number;
  pools: string[];
  tokens: string[];
  /** Rows of each table when it is done. */
  rows: number;
}

/** Runs Ponder over the same logs until its tables hold as many rows; null when it cannot be installed here. */
export async function measurePonder(task: Task): Promise<Run | null> {
  const folder = resolve(ROOT, '.tokentape/bench-ponder');
  if (!install(folder)) return null;
  writeProject(folder, task);
  const start = performance.now();
  const bin = resolve(folder, 'node_modules/ponder/dist/esm/bin/ponder.js');
  const args = [bin, 'start', '--schema', 'bench', '--port', '42069', '--log-level', 'error'];
  const child = spawn(process.execPath, args, { cwd: folder, env: plainEnv(), stdio: ['ignore', 'ignore', 'inherit'] });
  let run: Run = { seconds: 0, rssMb: 0, cpuSeconds: 0, otherCpuSeconds: null, message: {} };
  const client = new pg.Client({ connectionString: task.databaseUrl });
  await client.connect();
  try {
    while (performance.now() - start < GIVE_UP_MS && child.exitCode === null) {
      await sleep(POLL_MS);
      const seconds = (performance.now() - start) / 1000;
      run = { ...run, seconds, rssMb: Math.max(run.rssMb, memoryOf(child.pid)), cpuSeconds: processorTime(child.pid) };
      if ((await rowsOf(client)) >= 2 * task.rows) return run;
    }
    throw new Error(`Ponder stored ${await rowsOf(client)} rows of ${2 * task.rows}`);
  } finally {
    await client.end();
    child.kill('SIGKILL');
  }
}

async function rowsOf(client: pg.Client): Promise<number> {
  const sql = 'SELECT (SELECT count(*) FROM bench.swap) + (SELECT count(*) FROM bench.transfer) AS rows';
  return client.query(sql).then(
    ({ rows }) => Number(rows[0].rows),
    () => 0,
  );
}

/** Ponder is no dependency of ours: it is fetched into a folder of its own, and its rate limit lifted there. */
function install(folder: string): boolean {
  const rpc = resolve(folder, 'node_modules/ponder/dist/esm/rpc/index.js');
  if (!existsSync(rpc)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(resolve(folder, 'package.json'), '{"name":"bench-ponder","private":true,"type":"module"}\n');
    const packages = [`ponder@${VERSION}`, 'hono@4', 'viem@2'];
    const npm = spawnSync('npm', ['install', ...packages, '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: folder,
    });
    if (npm.status !== 0) {
      console.log(`ponder ${VERSION} cannot be installed here: ${String(npm.stderr ?? npm.error).split('\n')[0]}`);
      return false;
    }
  }
  const limited = readFileSync(rpc, 'utf8');
  writeFileSync(rpc, limited.replace(/(INITIAL_MAX_RPS|MAX_RPS) = \d+;/g, '$1 = 100000;'));
  return true;
}

function writeProject(folder: string, { rpcUrl, databaseUrl, lastBlock, pools, tokens }: Task): void {
  mkdirSync(resolve(folder, 'src/api'), { recursive: true });
  const write = (file: string, text: string) => writeFileSync(resolve(folder, file), text);
  const range = `startBlock: 0, endBlock: ${lastBlock}`;
  write(
    'ponder.config.ts',
    `import { createConfig } from 'ponder';
import { parseAbi } from 'viem';
const pool = parseAbi(['event Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)']);
const token = parseAbi(['event Transfer(address indexed from, address indexed to, uint256 value)']);
export default createConfig({
  database: { kind: 'postgres', connectionString: ${JSON.stringify(databaseUrl)} },
  chains: { local: { id: 42161, rpc: ${JSON.stringify(rpcUrl)} } },
  contracts: {
    Pool: { chain: 'local', abi: pool, address: ${JSON.stringify(pools)}, ${range} },
    Token: { chain: 'local', abi: token, address: ${JSON.stringify(tokens)}, ${range} },
  },
});
`,
  );
  write(
    'ponder.schema.ts',
    `import { onchainTable, primaryKey } from 'ponder';
const place = (t) => ({ block: t.bigint().notNull(), logIndex: t.integer().notNull(), txHash: t.hex().notNull() });
const constraint = (table) => ({ pk: primaryKey({ columns: [table.block, table.logIndex] }) });
export const swap = onchainTable('swap', (t) => ({ ...place(t), pool: t.hex().notNull(), amount0: t.bigint().notNull(), amount1: t.bigint().notNull(), sqrtPrice: t.bigint().notNull(), liquidity: t.bigint().notNull(), tick: t.integer().notNull() }), constraint);
export const transfer = onchainTable('transfer', (t) => ({ ...place(t), token: t.hex().notNull(), sender: t.hex().notNull(), receiver: t.hex().notNull(), raw: t.bigint().notNull() }), constraint);
`,
  );
  write(
    'src/index.ts',
    `import { ponder } from 'ponder:registry';
import { swap, transfer } from 'ponder:schema';
const place = (event) => ({ block: event.block.number, logIndex: event.log.logIndex, txHash: event.transaction.hash });
ponder.on('Pool:Swap', async ({ event, context }) => {
  const { amount0, amount1, sqrtPriceX96, liquidity, tick } = event.args;
  await context.db.insert(swap).values({ ...place(event), pool: event.log.address, amount0, amount1, sqrtPrice: sqrtPriceX96, liquidity, tick });
});
ponder.on('Token:Transfer', async ({ event, context }) => {
  const { from, to, value } = event.args;
  await context.db.insert(transfer).values({ ...place(event), token: event.log.address, sender: from, receiver: to, raw: value });
});
`,
  );
  write('src/api/index.ts', `import { Hono } from 'hono';\nexport default new Hono();\n`);
}

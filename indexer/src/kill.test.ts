import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '@tokentape/replay/market/random.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChildren } from './cli/children.ts';
import { SAMPLE } from './cli/prepare-database.ts';
import { startSampleMarket } from './cli/start-sample-market.ts';
import type { Endpoint } from './endpoints.ts';
import { dumpDigests, type TableDigest } from './store/dump-hash.ts';
import { rewind } from './store/rewind.ts';
import { type FreshDatabases, startFreshDatabases } from './testing/fresh-databases.ts';

const KILLS = 10;
/** Random moments that can be repeated: KILL_SEED=7 tries others. */
const SEED = Number(process.env.KILL_SEED ?? 1);
const random = new Random(SEED, 'kills');
// Long enough to have begun, short enough that ten lives do not reach the end of Solana's week.
const lifeMs = () => random.integer(300, 3_500);
const rowsPerCommit = () => random.integer(30, 5_000);

describe('the sample market, indexed under hardship', () => {
  const folder = mkdtempSync(resolve(tmpdir(), 'tokentape-kill-'));
  const children = createChildren(resolve(folder, 'logs'));
  let databases: FreshDatabases;
  let endpoints: Endpoint[];
  let calm: string;
  let expected: TableDigest[];

  beforeAll(async () => {
    databases = await startFreshDatabases(SAMPLE);
    endpoints = await startSampleMarket(children, new AbortController().signal);
    calm = await databases.create();
    await Promise.all(endpoints.map((endpoint) => indexToTheEnd(calm, endpoint)));
    expected = await dumpDigests(calm);
  }, 300_000);

  afterAll(async () => {
    await children.stop();
    await databases?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds facts of every chain after a calm run', async () => {
    const rows = await databases.query(calm, 'SELECT chain_key, count(*)::int AS fills FROM fill GROUP BY 1');
    expect(rows.length).toBe(endpoints.length);
    for (const { fills } of rows) expect(fills).toBeGreaterThan(1_000);
  });

  it(`F27: gives the same dump after ${KILLS} kills at random moments, in batches of random sizes (seed ${SEED})`, {
    timeout: 400_000,
  }, async () => {
    const url = await databases.create();
    let killed = 0;
    for (let i = 0; i < KILLS; i++) {
      const running = endpoints.map((endpoint) => startIndexer(url, endpoint, rowsPerCommit()));
      await sleep(lifeMs());
      for (const child of running) {
        if (child.exitCode === null) killed += 1;
        child.kill('SIGKILL');
      }
      await Promise.all(running.map(ended));
    }
    // Solana's history is the long one: it must have been under way at every kill.
    expect(killed).toBeGreaterThanOrEqual(KILLS);
    await Promise.all(endpoints.map((endpoint) => indexToTheEnd(url, endpoint, rowsPerCommit())));
    expect(await dumpDigests(url)).toEqual(expected);
  });

  it('F32: gives the same dump when the whole week is read a second time', { timeout: 300_000 }, async () => {
    for (const { chain } of endpoints) await rewind(calm, chain.id);
    await Promise.all(endpoints.map((endpoint) => indexToTheEnd(calm, endpoint, 4_000)));
    expect(await dumpDigests(calm)).toEqual(expected);
  });
});

function startIndexer(url: string, { chain, rpcUrl, firstBlock, lastBlock }: Endpoint, batch: number): ChildProcess {
  const range = ['--from', String(firstBlock), '--to', String(lastBlock)];
  const child = fork(
    resolve(import.meta.dirname, 'main.ts'),
    ['--chain', chain.id, ...range, '--batch', String(batch)],
    {
      env: { PATH: process.env.PATH ?? '', DATABASE_URL: url, RPC_URL: rpcUrl },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  child.stderr?.on('data', (chunk: Buffer) => console.error(`${chain.id}: ${chunk}`));
  return child;
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done(child.exitCode);
    else child.once('exit', done);
  });

async function indexToTheEnd(url: string, endpoint: Endpoint, batch = 3_000): Promise<void> {
  expect(await ended(startIndexer(url, endpoint, batch))).toBe(0);
}

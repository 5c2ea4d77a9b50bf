import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../env.ts';
import { freePort } from '../store/free-port.ts';

const STOP_WITHIN_MS = 10_000;

/** The product as a person starts it, and what it printed so far. */
interface Running {
  process: ChildProcess;
  output(): string;
}

/** A folder that the database's own user may enter as well. */
function openFolder(name: string): string {
  const made = mkdtempSync(resolve(tmpdir(), `tokentape-${name}-`));
  chmodSync(made, 0o755);
  return made;
}

const folder = openFolder('start');
let ports: { WEB_PORT: string; API_PORT: string };

function tape(args: string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [resolve(ROOT, 'indexer/src/cli/main.ts'), ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TAPE_DIR: folder, ...ports, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  return { process: child, output: () => output };
}

/** Resolves when the text stands in the output; rejects with the output when the process ends before. */
function printed({ process, output }: Running, text: string): Promise<void> {
  return new Promise((done, failed) => {
    const look = () => output().includes(text) && done();
    process.stdout?.on('data', look);
    process.once('exit', (code) => failed(new Error(`ended with ${code}:\n${output()}`)));
    look();
  });
}

function ended({ process }: Running): Promise<number | null> {
  return new Promise((done) => (process.exitCode === null ? process.once('exit', done) : done(process.exitCode)));
}

/** Ctrl-C as it comes through a script runner, which also sends SIGTERM; and how long it took to end. */
async function stop(running: Running): Promise<number> {
  const before = Date.now();
  running.process.kill('SIGINT');
  await sleep(50);
  running.process.kill('SIGTERM');
  expect(await ended(running)).toBe(0);
  return Date.now() - before;
}

async function ask<T>(
  query: string,
): Promise<{ data: T; extensions: { data: { simulated: boolean; label: string } } }> {
  const response = await fetch(`http://127.0.0.1:${ports.API_PORT}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json() as Promise<never>;
}

/** What is stored, counted at this moment: the API keeps its counts for some seconds. */
async function statusOf(): Promise<{ chain: string; indexedBlock: string; fills: string }[]> {
  const status = tape(['status', '--json']);
  expect(await ended(status)).toBe(0);
  const rows = JSON.parse(status.output()) as { chain: string; indexedBlock: string; fills: string }[];
  return rows.map(({ chain, indexedBlock, fills }) => ({ chain, indexedBlock, fills }));
}

describe('start', () => {
  let running: Running;
  let firstChains: Awaited<ReturnType<typeof statusOf>>;

  beforeAll(async () => {
    ports = { WEB_PORT: String(await freePort()), API_PORT: String(await freePort()) };
    running = tape(['start', '--sample']);
    await printed(running, 'Ctrl-C ends everything');
    firstChains = await statusOf();
  }, 300_000);

  afterAll(async () => {
    if (running.process.exitCode === null) await stop(running);
    rmSync(folder, { recursive: true, force: true });
  });

  it('prints where to look', () => {
    expect(running.output()).toContain(`http://localhost:${ports.WEB_PORT}`);
    expect(running.output()).toContain(`http://localhost:${ports.API_PORT}/graphql`);
  });

  it('has indexed the published launch table, volume within half a percent and counts exact', async () => {
    const { data } = await ask<{ launchReport: { days: Record<string, string | number>[] } }>(
      '{ launchReport { days { day volumeUsd traders newTraders trades } tickers { day asset { symbol } volumeUsd } } }',
    );
    const [first, second, third, fourth] = data.launchReport.days as [never, never, never, never];
    expect(first).toMatchObject({ day: '2025-06-30', traders: 1225, newTraders: 1225, trades: 2510 });
    expect(second).toMatchObject({ day: '2025-07-01', newTraders: 6565, trades: 17879 });
    const volumes = [first, second, third, fourth].map(({ volumeUsd }) => Number(volumeUsd));
    [1_338_000, 6_640_000, 8_550_000, 3_810_000].forEach((published, i) => {
      expect(Math.abs(volumes[i]! / published - 1)).toBeLessThan(0.005);
    });
  });

  it('says that everything is simulated: in the API’s answers and on every page', async () => {
    const { extensions } = await ask('{ status { label } }');
    expect(extensions.data).toMatchObject({ simulated: true, label: 'simulated, calibrated to published figures' });
    for (const path of ['/', '/ticker/xstocks:TSLAx', '/pools', '/launch', '/status', '/methodology', '/data']) {
      const response = await fetch(`http://127.0.0.1:${ports.WEB_PORT}${path}?lang=en`);
      expect([path, response.status]).toEqual([path, 200]);
      expect((await response.text()).includes('calibrated to published figures')).toBe(true);
    }
  });

  it('publishes every dataset of all seven days, each as simulated', { timeout: 150_000 }, async () => {
    interface Exports {
      exports: { dataset: string; day: string; version: number; rows: string; simulated: boolean }[];
    }
    const query = '{ exports(first: 50) { dataset day version rows simulated } }';
    let files: Exports['exports'] = [];
    for (let tries = 0; tries < 120 && files.length < 42; tries++) {
      files = (await ask<Exports>(query)).data.exports;
      await sleep(1_000);
    }
    expect(files).toHaveLength(42);
    expect(files.every(({ simulated, version }) => simulated && version === 1)).toBe(true);
    const fills = files.find(({ dataset, day }) => dataset === 'fills' && day === '2025-07-01');
    expect(Number(fills?.rows)).toBeGreaterThan(17_879);
  });

  it('lets another command look at its database meanwhile', () => {
    expect(firstChains.map(({ chain }) => chain)).toEqual(['solana', 'arbitrum', 'base', 'robinhood']);
  });

  it('holds every invariant that the database alone can check', { timeout: 120_000 }, async () => {
    const verify = tape(['verify', '--json']);
    expect(await ended(verify)).toBe(0);
    const rows = JSON.parse(verify.output()) as { invariant: string; passed: boolean }[];
    expect(rows.filter(({ passed }) => !passed)).toEqual([]);
    expect(new Set(rows.map(({ invariant }) => invariant)).size).toBeGreaterThanOrEqual(9);
  });

  it('names a busy port and what to do', async () => {
    const second = tape(['start', '--sample']);
    expect(await ended(second)).toBe(1);
    expect(second.output()).toContain(`Port ${ports.WEB_PORT}`);
    expect(second.output()).toContain('WEB_PORT');
  });

  it('F39: ends within ten seconds at Ctrl-C, resumes in seconds and indexes nothing twice', {
    timeout: 120_000,
  }, async () => {
    expect(await stop(running)).toBeLessThan(STOP_WITHIN_MS);
    await expect(fetch(`http://127.0.0.1:${ports.WEB_PORT}/`)).rejects.toThrow();
    expect(existsSync(resolve(folder, 'postgres/data/postmaster.pid'))).toBe(false);
    running = tape(['start', '--sample']);
    await printed(running, 'Ctrl-C ends everything');
    expect(await statusOf()).toEqual(firstChains);
    expect(await stop(running)).toBeLessThan(STOP_WITHIN_MS);
  });

  it('refuses to mix real chains into a simulated database', async () => {
    const live = tape(['migrate', '--live']);
    expect(await ended(live)).toBe(1);
    expect(live.output()).toContain('simulated');
  });

  it('says so when the database folder is damaged', async () => {
    const broken = openFolder('broken');
    mkdirSync(resolve(broken, 'postgres/data'), { recursive: true });
    writeFileSync(resolve(broken, 'postgres/data/PG_VERSION'), '18\n');
    const other = { WEB_PORT: String(await freePort()), API_PORT: String(await freePort()) };
    const run = tape(['start', '--sample'], { TAPE_DIR: broken, ...other });
    expect(await ended(run)).toBe(1);
    expect(run.output()).toMatch(/Delete the folder|damaged/);
    rmSync(broken, { recursive: true, force: true });
  });
});

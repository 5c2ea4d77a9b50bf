import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CodedError } from '@tokentape/core/coded-error.ts';
import pg from 'pg';
import type { Env } from '../env.ts';
import { startEmbeddedPostgres } from '../store/embedded-postgres.ts';
import { isProcessAlive } from '../store/postmaster-file.ts';

/** A database that answers. `stop` ends it when this process started it. */
export interface OpenDatabase {
  url: string;
  stop(): Promise<void>;
}

const RUNNING_FILE = 'running.json';

/**
 * The database to work with: `DATABASE_URL`, or the embedded one that a running `start` already has, or the embedded one
 * started for this command.
 * @throws CodedError `DATABASE_UNREACHABLE`, or what the embedded PostgreSQL refuses
 */
export async function openDatabase(env: Env): Promise<OpenDatabase> {
  if (env.DATABASE_URL) {
    await ensureReachable(env.DATABASE_URL);
    return { url: env.DATABASE_URL, stop: async () => undefined };
  }
  const running = await runningDatabase(env);
  if (running) return { url: running, stop: async () => undefined };
  await ensureFolder(env.TAPE_DIR);
  return startEmbeddedPostgres({ folder: resolve(env.TAPE_DIR, 'postgres') });
}

/** Lets other commands find the embedded database while this process runs it. */
export async function announceDatabase(env: Env, url: string): Promise<() => Promise<void>> {
  const file = resolve(env.TAPE_DIR, RUNNING_FILE);
  await writeFile(file, JSON.stringify({ pid: process.pid, url }), { mode: 0o600 });
  return () => rm(file, { force: true });
}

async function runningDatabase(env: Env): Promise<string | null> {
  const text = await readFile(resolve(env.TAPE_DIR, RUNNING_FILE), 'utf8').catch(() => null);
  if (!text) return null;
  const { pid, url } = JSON.parse(text) as { pid: number; url: string };
  if (!isProcessAlive(pid)) return null;
  return ensureReachable(url).then(
    () => url,
    () => null,
  );
}

async function ensureFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new CodedError('FOLDER_FORBIDDEN', `The folder ${folder} cannot be made. Set TAPE_DIR to one that you own.`, {
      cause,
    });
  }
}

async function ensureReachable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    const { host, pathname } = new URL(url);
    throw new CodedError(
      'DATABASE_UNREACHABLE',
      `The database ${pathname.slice(1)} at ${host} does not answer (${(cause as Error).message}). Check DATABASE_URL and that PostgreSQL runs there.`,
      { cause },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

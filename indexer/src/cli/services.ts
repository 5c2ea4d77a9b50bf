import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '@tokentape/core/coded-error.ts';
import type { Env } from '../env.ts';
import type { Children } from './children.ts';
import type { Logins } from './prepare-database.ts';

/** Patience with a slow machine: while history is read, a first page takes its time. */
const READY_WITHIN_MS = 120_000;
const ANSWER_WITHIN_MS = 15_000;

/** Addresses of what a person opens. */
export interface Urls {
  dashboard: string;
  graphql: string;
}

/**
 * Starts the API, the export worker and the dashboard over a prepared database, each with no more than it needs.
 * @throws CodedError `SERVICE_NOT_READY` naming the log to read
 */
export async function startServices(children: Children, env: Env, logins: Logins): Promise<Urls> {
  const exports = resolve(env.TAPE_DIR, 'exports');
  const urls = { dashboard: `http://localhost:${env.WEB_PORT}`, graphql: `http://localhost:${env.API_PORT}/graphql` };
  children.start({
    name: 'api',
    script: 'api/src/main.ts',
    restart: true,
    env: { NODE_ENV: 'production', DATABASE_URL: logins.api, PORT: String(env.API_PORT), EXPORTS_DIR: exports },
  });
  children.start({
    name: 'exports',
    script: 'api/src/exports/main.ts',
    args: ['worker'],
    restart: true,
    env: { NODE_ENV: 'production', EXPORT_DATABASE_URL: logins.exporter, EXPORTS_DIR: exports },
  });
  children.start({
    name: 'web',
    script: 'web/build/index.js',
    restart: true,
    env: {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(env.WEB_PORT),
      ORIGIN: urls.dashboard,
      API_URL: `http://127.0.0.1:${env.API_PORT}/graphql`,
      SHUTDOWN_TIMEOUT: '3',
    },
  });
  const logs = resolve(env.TAPE_DIR, 'logs');
  await answers(`http://127.0.0.1:${env.API_PORT}/health`, 'the API', resolve(logs, 'api.log'));
  await answers(`http://127.0.0.1:${env.WEB_PORT}/status`, 'the dashboard', resolve(logs, 'web.log'));
  return urls;
}

async function answers(url: string, what: string, log: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const status = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).then(
      (response) => response.status,
      () => 0,
    );
    if (status > 0 && status < 500) return;
    await sleep(200);
  }
  throw new CodedError('SERVICE_NOT_READY', `${what} does not answer at ${url}. Its log: ${log}`);
}

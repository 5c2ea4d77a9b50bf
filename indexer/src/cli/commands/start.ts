import { resolve } from 'node:path';
import { CodedError } from '@tokentape/core/coded-error.ts';
import { Command } from 'commander';
import { configuredEndpoints, type Endpoint } from '../../endpoints.ts';
import { type Env, readEnv } from '../../env.ts';
import { type Children, createChildren } from '../children.ts';
import { announceDatabase, openDatabase } from '../database.ts';
import { liveEndpoints } from '../live-endpoints.ts';
import { ensurePortFree } from '../ports.ts';
import { LIVE, prepareDatabase, SAMPLE } from '../prepare-database.ts';
import { createProgressView } from '../progress-bars.ts';
import { reportError } from '../report-error.ts';
import { startServices } from '../services.ts';
import { startIndexers } from '../start-indexers.ts';
import { startSampleMarket } from '../start-sample-market.ts';
import { untilStopped } from '../until-stopped.ts';
import { ensureWebBuilt } from '../web-build.ts';

interface Options {
  live?: boolean;
  sample?: boolean;
}

/** `tape start`: the whole product in one command. */
export function startCommand(): Command {
  return new Command('start')
    .description('Start everything: database, indexers, API, CSV exports and dashboard. Ctrl-C ends it.')
    .option('--live', 'read the real chains, over public end points where .env names none')
    .option('--sample', 'play the sample market even when .env names end points')
    .action(async (options: Options) => {
      const env = readEnv();
      const { signal, stopped } = untilStopped();
      const cleanUp: (() => Promise<void>)[] = [];
      try {
        // Ctrl-C also ends a start that is still indexing.
        await Promise.race([start(env, options, cleanUp, signal).then(() => stopped), stopped]);
      } catch (error) {
        if (!signal.aborted) throw error;
      } finally {
        for (const step of cleanUp.reverse()) await step();
      }
      process.exit(process.exitCode ?? 0);
    });
}

async function start(env: Env, options: Options, cleanUp: (() => Promise<void>)[], signal: AbortSignal): Promise<void> {
  await ensurePortFree(env.WEB_PORT, 'the dashboard', 'WEB_PORT');
  await ensurePortFree(env.API_PORT, 'the API', 'API_PORT');
  const live = isLive(env, options);
  say(live ? 'Reading the real chains.' : 'Playing the sample market: simulated, calibrated to published figures.');

  const opening = openDatabase(env);
  cleanUp.push(() =>
    opening.then(
      (database) => database.stop(),
      () => undefined,
    ),
  );
  const database = await opening;
  cleanUp.push(await announceDatabase(env, database.url));
  const logins = await prepareDatabase(database.url, live ? LIVE : SAMPLE, env);

  const children = createChildren(resolve(env.TAPE_DIR, 'logs'));
  cleanUp.push(() => children.stop());
  const endpoints = live ? liveEndpoints(env) : await startSampleMarket(children, signal);
  const indexed = indexAll(children, endpoints, database.url);
  // One chain that has to stop for good must not take the others and the dashboard with it.
  if (live) indexed.catch(reportError);
  const urls = ensureWebBuilt().then(() => startServices(children, env, logins));
  // Where indexing history takes days, the addresses come first; the sample market is there in a minute.
  const [{ dashboard, graphql }] = await Promise.all([urls, live ? undefined : indexed]);
  say(`\n  Dashboard  ${dashboard}\n  GraphQL    ${graphql}\n\nCtrl-C ends everything.`);
}

function isLive(env: Env, { live, sample }: Options): boolean {
  if (live && sample) throw new CodedError('BAD_OPTIONS', 'Choose --live or --sample, not both.');
  return !sample && (live === true || configuredEndpoints(env).length > 0);
}

async function indexAll(children: Children, endpoints: Endpoint[], databaseUrl: string): Promise<void> {
  const view = createProgressView();
  await startIndexers(children, endpoints, databaseUrl, (progress) => view.update(progress));
  view.stop();
}

function say(text: string): void {
  console.log(text);
}

import { resolve } from 'node:path';
import { Command } from 'commander';
import { readEnv } from '../../env.ts';
import { createChildren } from '../children.ts';
import { announceDatabase, openDatabase } from '../database.ts';
import { ensurePortFree } from '../ports.ts';
import { currentOrigin, prepareDatabase } from '../prepare-database.ts';
import { startServices } from '../services.ts';
import { untilStopped } from '../until-stopped.ts';
import { ensureWebBuilt } from '../web-build.ts';

/** `tape serve`: API, exports and dashboard over what is already indexed. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve API, CSV exports and dashboard over the database as it is, without indexing.')
    .action(async () => {
      const env = readEnv();
      const { stopped } = untilStopped();
      await ensurePortFree(env.WEB_PORT, 'the dashboard', 'WEB_PORT');
      await ensurePortFree(env.API_PORT, 'the API', 'API_PORT');
      const database = await openDatabase(env);
      const children = createChildren(resolve(env.TAPE_DIR, 'logs'));
      const forget = await announceDatabase(env, database.url);
      try {
        const logins = await prepareDatabase(database.url, await currentOrigin(database.url), env);
        await ensureWebBuilt();
        const { dashboard, graphql } = await startServices(children, env, logins);
        console.log(`\n  Dashboard  ${dashboard}\n  GraphQL    ${graphql}\n\nCtrl-C ends it.`);
        await stopped;
      } finally {
        await children.stop();
        await forget();
        await database.stop();
      }
      process.exit(0);
    });
}

import { Command } from 'commander';
import { readEnv } from '../../env.ts';
import { openDatabase } from '../database.ts';
import { LIVE, prepareDatabase, SAMPLE } from '../prepare-database.ts';

/** `tape migrate`: brings a database to the schema of this code, with its roles and the registry. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Create or update tables, roles and registry in the database; `start` does it by itself.')
    .option('--live', 'the database is for real chains, not for the sample market')
    .action(async (options: { live?: boolean }) => {
      const env = readEnv();
      const database = await openDatabase(env);
      try {
        await prepareDatabase(database.url, options.live ? LIVE : SAMPLE, env);
        console.log('The database is ready.');
      } finally {
        await database.stop();
      }
    });
}

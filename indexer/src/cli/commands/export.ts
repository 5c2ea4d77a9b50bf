import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { plainEnv, ROOT, readEnv } from '../../env.ts';
import { openDatabase } from '../database.ts';

interface Options {
  day: string;
  out?: string;
  json?: boolean;
}

/** `tape export DATASET --day D`: publishes one CSV file by hand, as the schedule does. */
export function exportCommand(): Command {
  return new Command('export')
    .description('Publish one dataset of one finished UTC day as CSV with its manifest.')
    .argument('<dataset>', 'daily-per-ticker or fills')
    .requiredOption('--day <YYYY-MM-DD>', 'a finished UTC day')
    .option('--out <folder>', 'folder for the dated folders', undefined)
    .option('--json', 'print the manifest entry as JSON')
    .action(async (dataset: string, options: Options) => {
      const env = readEnv();
      const database = await openDatabase(env);
      try {
        process.exitCode = await runExport(database.url, env.TAPE_DIR, dataset, options);
      } finally {
        await database.stop();
      }
    });
}

function runExport(url: string, tapeDir: string, dataset: string, { day, out, json }: Options): Promise<number> {
  const script = resolve(ROOT, 'api/src/exports/main.ts');
  const args = [script, 'run', dataset, '--day', day, ...(json ? ['--json'] : [])];
  const folder = out ? resolve(out) : resolve(tapeDir, 'exports');
  const env = { ...plainEnv(), EXPORT_DATABASE_URL: url, EXPORTS_DIR: folder };
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => done(code ?? 1));
  });
}

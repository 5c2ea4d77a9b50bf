import { resolve } from 'node:path';
import { CodedError } from '@tokentape/core/coded-error.ts';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { isDay } from '../day.ts';
import { readExportEnv } from '../env.ts';
import { codeVersion } from './code-version.ts';
import { datasets, getDataset } from './datasets.ts';
import { openPool } from './open-pool.ts';
import { type Published, publish } from './publish.ts';
import { reconcile } from './reconcile.ts';
import { startExportWorker } from './worker.ts';

/** Tells a supervisor that starting again will not help. */
const FATAL_EXIT = 78;
const USAGE_EXIT = 2;

const log = (line: Record<string, unknown>) =>
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`);

const program = new Command('exports')
  .description('Publishes finished UTC days as CSV files with a manifest.')
  .exitOverride();

program
  .command('worker')
  .description('Publish on schedule until stopped; missed days first.')
  .action(async () => {
    const { options, pool } = await open();
    const runner = await startExportWorker(options, log);
    log({ level: 'info', message: 'export worker runs' });
    const stop = () => void runner.stop().then(() => pool.end());
    process.once('SIGTERM', stop).once('SIGINT', stop);
    await runner.promise;
  });

program
  .command('run')
  .description(`Publish one dataset of one finished UTC day: ${datasets.map(({ id }) => id).join(', ')}.`)
  .argument('<dataset>')
  .requiredOption('--day <YYYY-MM-DD>', 'a finished UTC day', dayArgument)
  .option('--out <folder>', 'folder for the dated folders, instead of EXPORTS_DIR')
  .option('--reason <text>', 'why a file that was published before may differ now')
  .option('--json', 'print the manifest entry as JSON')
  .action(async (id: string, given: { day: string; out?: string; reason?: string; json?: boolean }) => {
    const dataset = getDataset(id);
    const { options, pool } = await open(given.out);
    try {
      const reason = given.reason === undefined ? {} : { reason: given.reason };
      const result = await publish({ ...options, ...reason, dataset, day: given.day });
      process.stdout.write(given.json ? `${JSON.stringify({ ...result.entry, path: result.path })}\n` : lineOf(result));
    } finally {
      await pool.end();
    }
  });

program
  .command('reconcile')
  .description('Publish whatever is missing of the finished days, then end.')
  .option('--out <folder>', 'folder for the dated folders, instead of EXPORTS_DIR')
  .action(async (given: { out?: string }) => {
    const { options, pool } = await open(given.out);
    try {
      for (const result of await reconcile({ ...options, recheckDays: 0 })) process.stdout.write(lineOf(result));
    } finally {
      await pool.end();
    }
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE_EXIT;
  else {
    const code = error instanceof CodedError ? error.code : ((error as { code?: string }).code ?? 'EXPORT_FAILED');
    const message = (error as Error).message || 'the database does not answer; check EXPORT_DATABASE_URL.';
    process.stderr.write(`${code}: ${message}\n`);
    process.exitCode = code === 'BAD_ENVIRONMENT' ? FATAL_EXIT : code === 'NO_SUCH_DATASET' ? USAGE_EXIT : 1;
  }
}

async function open(out?: string) {
  const env = readExportEnv();
  const pool = openPool(env.EXPORT_DATABASE_URL);
  const options = {
    pool,
    exportsDir: out ? resolve(out) : env.EXPORTS_DIR,
    codeVersion: await codeVersion(env.CODE_VERSION),
    freeBytes: env.EXPORT_FREE_BYTES,
  };
  return { options, pool };
}

function dayArgument(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError('Give a UTC day as YYYY-MM-DD.');
}

function lineOf({ outcome, path, entry }: Published): string {
  return `${outcome} ${path}  ${entry.rows} rows  sha256 ${entry.sha256}\n`;
}

import { Logger, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker';
import type { Log } from '../server.ts';
import { type ReconcileOptions, reconcile } from './reconcile.ts';

/** Every minute what is missing; once a night (UTC) the last week is read again for repaired data. */
const SCHEDULE = [
  { task: 'publish_missing', match: '* * * * *', identifier: 'publish-missing', options: { maxAttempts: 1 } },
  { task: 'recheck_week', match: '15 0 * * *', identifier: 'recheck-week', options: { backfillPeriod: 86_400_000 } },
];
const RECHECK_DAYS = 7;

/**
 * Publishes on schedule until stopped, beginning with what was missed while it was away. The queue lives in the
 * database in a schema of its own, so several workers never do one job twice.
 */
export async function startExportWorker(options: Omit<ReconcileOptions, 'recheckDays'>, log: Log): Promise<Runner> {
  const publishNow = async (recheckDays: number) => {
    for (const { outcome, path, entry } of await reconcile({ ...options, recheckDays })) {
      log({ level: 'info', message: outcome, path, rows: entry.rows, reason: entry.reason });
    }
  };
  const taskList: TaskList = {
    publish_missing: () => publishNow(0),
    recheck_week: () => publishNow(RECHECK_DAYS),
  };
  const runner = await run({
    pgPool: options.pool,
    taskList,
    parsedCronItems: parseCronItems(SCHEDULE),
    concurrency: 1,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log({ level, message });
    }),
  });
  await runner.addJob('publish_missing', {}, { jobKey: 'publish-missing-on-start' });
  return runner;
}

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, daysOf } from '../day.ts';
import { datasets } from './datasets.ts';
import { finishedDays, unfinishedReason } from './finished-days.ts';
import { readManifest } from './manifest.ts';
import { type Published, type PublishOptions, publish } from './publish.ts';
import { inSnapshot } from './snapshot.ts';

export interface ReconcileOptions extends Omit<PublishOptions, 'dataset' | 'day' | 'reason'> {
  /** The last days to read again, so that repaired data is restated; 0 looks for missing files only. */
  recheckDays: number;
}

/**
 * Publishes, oldest first, what is missing of the finished days: the guarantee behind the schedule. A day that
 * cannot be published yet is left for the next time.
 */
export async function reconcile(options: ReconcileOptions): Promise<Published[]> {
  const finished = await inSnapshot(options.pool, finishedDays);
  const { firstDay, lastDay } = finished;
  if (firstDay === null || lastDay === null || firstDay > lastDay) return [];
  const recheckFrom = addDays(lastDay, 1 - options.recheckDays);
  const published: Published[] = [];
  for (const day of daysOf(firstDay, lastDay)) {
    if (unfinishedReason(finished, day)) continue;
    const manifest = await readManifest(join(options.exportsDir, day));
    for (const dataset of datasets) {
      const entry = manifest?.files.filter((file) => file.dataset === dataset.id).at(-1);
      const there = entry && (await sizeOf(join(options.exportsDir, day, entry.file))) === entry.bytes;
      if (there && day < recheckFrom && (await isRecorded(options, dataset.id, day))) continue;
      if (there && options.recheckDays === 0 && (await isRecorded(options, dataset.id, day))) continue;
      const result = await publish({ ...options, dataset, day });
      if (result.outcome !== 'unchanged') published.push(result);
    }
  }
  return published;
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
}

async function isRecorded({ pool }: ReconcileOptions, dataset: string, day: string): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT FROM export_file WHERE dataset = $1 AND day = $2', [dataset, day]);
  return (rowCount ?? 0) > 0;
}

import { mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodedError } from '@tokentape/core/coded-error.ts';
import type { Pool, PoolClient } from 'pg';
import type { Dataset } from './dataset.ts';
import { exclusively } from './exclusively.ts';
import { finishedDays, unfinishedReason } from './finished-days.ts';
import { type ManifestEntry, readManifest, writeManifest } from './manifest.ts';
import { recordExport } from './record-export.ts';
import { syncFolder } from './replace-file.ts';
import { inSnapshot } from './snapshot.ts';
import { writeCsv } from './write-csv.ts';

export interface PublishOptions {
  /** Login of the exporter. */
  pool: Pool;
  dataset: Dataset;
  day: string;
  /** Folder of the dated folders. */
  exportsDir: string;
  codeVersion: string;
  /** Bytes that must be free before a file is begun. */
  freeBytes: number;
  /** Why a file that was published before may differ now. */
  reason?: string;
}

export interface Published {
  /** `unchanged`: the published version already says what the data says. */
  outcome: 'published' | 'restated' | 'unchanged';
  entry: ManifestEntry;
  /** Of the file, under the folder of exports. */
  path: string;
}

const DATA_CHANGED = 'the data of this day changed after it was published';

/**
 * Publishes one dataset of one finished day: snapshot, temporary file, sync, rename, manifest, record. Whatever step
 * it is interrupted at, no half file is published, and running it again completes it.
 * @throws CodedError `DAY_NOT_FINISHED`, `AUDIT_FAILED`, `OTHER_DATA`, `DISK_FULL`, `NO_DATA_ORIGIN`
 */
export function publish(options: PublishOptions): Promise<Published> {
  return exclusively(options.pool, () => publishAlone(options));
}

async function publishAlone(options: PublishOptions): Promise<Published> {
  const { pool, dataset, day, exportsDir, codeVersion } = options;
  const folder = join(exportsDir, day);
  await mkdir(folder, { recursive: true });
  await assertSpace(exportsDir, options.freeBytes);
  const files = (await readManifest(folder))?.files ?? [];
  const versions = files.filter((entry) => entry.dataset === dataset.id).sort((a, b) => a.version - b.version);
  const latest = versions.at(-1);
  const temporary = join(folder, `${dataset.id}.${process.pid}.tmp`);
  try {
    const read = await inSnapshot(pool, async (client) => {
      const about = await describe(client, day);
      if (latest && latest.simulated !== about.simulated) {
        throw new CodedError(
          'OTHER_DATA',
          `${folder} holds files of other data (${latest.label}); choose another folder.`,
        );
      }
      return { about, written: await writeCsv(temporary, dataset.columns, dataset.rows(client, day)) };
    });
    const { about, written } = read;
    if (latest?.plainSha256 === written.plainSha256 && latest.schemaVersion === dataset.schemaVersion) {
      await restore(join(folder, latest.file), latest, temporary, written.sha256);
      await recordExport(pool, day, latest);
      return { outcome: 'unchanged', entry: latest, path: `${day}/${latest.file}` };
    }
    const version = (latest?.version ?? 0) + 1;
    const file = `${dataset.id}.v${version}.csv.gz`;
    const entry: ManifestEntry = {
      dataset: dataset.id,
      schemaVersion: dataset.schemaVersion,
      version,
      title: dataset.title,
      file,
      columns: [...dataset.columns],
      ...written,
      ...about,
      codeVersion,
      publishedAt: new Date().toISOString(),
      previousVersion: latest?.version ?? null,
      reason: latest ? (options.reason ?? DATA_CHANGED) : null,
    };
    await rename(temporary, join(folder, file));
    await syncFolder(folder);
    await writeManifest(folder, day, [...files, entry]);
    await recordExport(pool, day, entry);
    return { outcome: latest ? 'restated' : 'published', entry, path: `${day}/${file}` };
  } finally {
    await rm(temporary, { force: true });
  }
}

const ORIGIN = 'SELECT simulated, label FROM data_origin';
const AS_OF = `
  SELECT c.id AS chain, s.indexed_block::text AS block,
         to_char(s.indexed_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS time,
         s.finalized_block::text AS "finalizedBlock"
  FROM chain_status s JOIN chain c ON c.key = s.chain_key ORDER BY c.id`;
const FAILED = 'SELECT invariant FROM audit_result WHERE NOT passed ORDER BY invariant LIMIT 1';

/** What the manifest says of the data besides the file; refuses a day that is not fit to be published. */
async function describe(client: PoolClient, day: string) {
  const reason = unfinishedReason(await finishedDays(client), day);
  if (reason) throw new CodedError('DAY_NOT_FINISHED', `${day} cannot be published: ${reason}.`);
  const { rows: failed } = await client.query<{ invariant: string }>(FAILED);
  if (failed[0]) {
    throw new CodedError(
      'AUDIT_FAILED',
      `${day} is not published while invariant ${failed[0].invariant} does not hold.`,
    );
  }
  const { rows: origins } = await client.query<{ simulated: boolean; label: string }>(ORIGIN);
  if (!origins[0]) throw new CodedError('NO_DATA_ORIGIN', 'The database does not say where its data comes from.');
  const { rows: asOf } = await client.query<ManifestEntry['asOf'][number]>(AS_OF);
  return { ...origins[0], asOf };
}

/** A published file that was lost or cut comes back from the same data, byte for byte. */
async function restore(path: string, entry: ManifestEntry, copy: string, copySha256: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => undefined,
  );
  if (size === entry.bytes || copySha256 !== entry.sha256) return;
  await rename(copy, path);
  await syncFolder(dirname(path));
}

async function assertSpace(folder: string, freeBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= freeBytes) return;
  throw new CodedError('DISK_FULL', `${folder} has less than ${freeBytes} bytes free; make room first.`);
}

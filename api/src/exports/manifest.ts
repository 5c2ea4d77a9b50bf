import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@tokentape/core/coded-error.ts';
import * as v from 'valibot';
import { replaceFile } from './replace-file.ts';

const AsOf = v.object({
  chain: v.string(),
  block: v.string(),
  time: v.string(),
  finalizedBlock: v.nullable(v.string()),
});

const Entry = v.object({
  dataset: v.string(),
  schemaVersion: v.number(),
  version: v.number(),
  title: v.string(),
  /** Name in this folder. */
  file: v.string(),
  columns: v.array(
    v.object({ name: v.string(), type: v.string(), unit: v.nullable(v.string()), description: v.string() }),
  ),
  rows: v.number(),
  bytes: v.number(),
  sha256: v.string(),
  plainBytes: v.number(),
  plainSha256: v.string(),
  simulated: v.boolean(),
  label: v.string(),
  /** What was indexed when the file was read. */
  asOf: v.array(AsOf),
  codeVersion: v.string(),
  publishedAt: v.string(),
  previousVersion: v.nullable(v.number()),
  reason: v.nullable(v.string()),
});

const Manifest = v.object({
  schemaVersion: v.literal(1),
  day: v.string(),
  format: v.object({ csv: v.string(), compression: v.string(), text: v.string() }),
  files: v.array(Entry),
});

export type ManifestEntry = v.InferOutput<typeof Entry>;
export type Manifest = v.InferOutput<typeof Manifest>;

const FORMAT = {
  csv: 'RFC 4180: UTF-8 without byte order mark, CRLF, a header line; text in quotes, numbers exact and bare, unknown empty',
  compression: 'gzip',
  text: 'unseen characters removed; an apostrophe before what a spreadsheet would take for a formula',
};

/**
 * What a day's folder publishes; files that it does not name are not published.
 * @returns undefined when nothing of the day was published
 * @throws CodedError `BAD_MANIFEST` when the file was damaged
 */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const path = join(folder, 'manifest.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return v.parse(Manifest, JSON.parse(text));
  } catch (cause) {
    throw new CodedError('BAD_MANIFEST', `${path} is damaged; restore it, or move the folder away to publish anew.`, {
      cause,
    });
  }
}

/** Publishes an entry: from the rename on, readers see the new manifest whole. */
export async function writeManifest(folder: string, day: string, files: ManifestEntry[]): Promise<void> {
  const manifest: Manifest = { schemaVersion: 1, day, format: FORMAT, files };
  await replaceFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { stringify } from 'csv-stringify';
import type { Column } from './column.ts';
import { csvField, type Field } from './csv-field.ts';

/** What was written. */
export interface WrittenFile {
  rows: number;
  bytes: number;
  sha256: string;
  plainBytes: number;
  plainSha256: string;
}

/**
 * Streams rows into a gzipped CSV file and syncs it. The same rows give the same bytes.
 * @throws Error when a value does not fit its column
 */
export async function writeCsv(
  path: string,
  columns: readonly Column[],
  rows: AsyncIterable<readonly (string | null)[]>,
): Promise<WrittenFile> {
  let count = 0;
  async function* fields() {
    for await (const row of rows) {
      count += 1;
      yield row.map((value, index) => csvField((columns[index] as Column).type, value));
    }
  }
  const plain = meter();
  const packed = meter();
  await pipeline(
    Readable.from(fields()),
    stringify({
      header: true,
      columns: columns.map(({ name }) => name),
      record_delimiter: 'windows',
      cast: { object: (field) => field as unknown as Field },
    }),
    plain.stream,
    createGzip({ level: 9 }),
    packed.stream,
    createWriteStream(path, { mode: 0o644, flush: true }),
  );
  return {
    rows: count,
    bytes: packed.bytes(),
    sha256: packed.sha256(),
    plainBytes: plain.bytes(),
    plainSha256: plain.sha256(),
  };
}

function meter() {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, bytes: () => bytes, sha256: () => hash.digest('hex') };
}

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

/** A row in COPY's text format, without its line end. */
export type CopyRow = string;

const ROWS_PER_CHUNK = 1_000;

function* chunks(rows: CopyRow[]): Generator<string> {
  for (let start = 0; start < rows.length; start += ROWS_PER_CHUNK) {
    yield `${rows.slice(start, start + ROWS_PER_CHUNK).join('\n')}\n`;
  }
}

/** Loads rows with COPY on a connection, inside whatever transaction it is in. */
export async function copyRows(
  client: pg.ClientBase,
  table: string,
  columns: string[],
  rows: CopyRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const sink = client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(chunks(rows), { objectMode: true }), sink);
}

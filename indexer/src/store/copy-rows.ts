import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

const CHUNK_BYTES = 128 * 1024;
/** No UTF-16 code unit takes more bytes than this in UTF-8. */
const BYTES_PER_UNIT = 3;

/**
 * Rows in COPY's text format, gathered as bytes: as strings a batch of them would be hundreds of thousands of small objects
 * that the garbage collector carries about until the commit.
 */
export class CopyRows {
  length = 0;
  #full: Buffer[] = [];
  #open = Buffer.allocUnsafe(0);
  #end = 0;

  /** @param rows to begin with */
  constructor(rows: Iterable<string> = []) {
    for (const row of rows) this.push(row);
  }

  /** Adds a row, given without its line end. */
  push(row: string): void {
    const most = row.length * BYTES_PER_UNIT + 1;
    if (this.#end + most > this.#open.length) this.#turn(most);
    this.#end += this.#open.write(row, this.#end);
    this.#open[this.#end] = 10;
    this.#end += 1;
    this.length += 1;
  }

  /** The bytes of all rows. */
  get chunks(): Buffer[] {
    return this.#end === 0 ? this.#full : [...this.#full, this.#open.subarray(0, this.#end)];
  }

  #turn(least: number): void {
    if (this.#end > 0) this.#full.push(this.#open.subarray(0, this.#end));
    // The first chunk is small, since most tables get a few rows of a batch.
    this.#open = Buffer.allocUnsafe(Math.max(least, this.length === 0 ? 1_024 : CHUNK_BYTES));
    this.#end = 0;
  }
}

/** Loads rows with COPY on a connection, inside whatever transaction it is in. */
export async function copyRows(client: pg.ClientBase, table: string, columns: string[], rows: CopyRows): Promise<void> {
  if (rows.length === 0) return;
  const sink = client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(rows.chunks, { objectMode: true }), sink);
}

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

const CHUNK_BYTES = 128 * 1024;
/** The first chunk is small, since most tables get a few rows of a batch. */
const FIRST_BYTES = 1_024;
/** No UTF-16 code unit takes more bytes than this in UTF-8. */
const BYTES_PER_UNIT = 3;
/** Sixteen digits and a sign. */
const LONGEST_INT = 17;
const TAB = 9;
const LINE_END = 10;
const MINUS = 45;
const ZERO = 48;

/**
 * Rows in COPY's text format, written as bytes column by column: as strings a batch of them would be millions of small
 * objects that the garbage collector carries about until the commit. Nothing is escaped: values are numbers, keywords,
 * times, and arrays or JSON of them.
 */
export class CopyRows {
  /** Rows that were ended. */
  length = 0;
  #full: Buffer[] = [];
  #open = Buffer.allocUnsafe(0);
  #end = 0;

  /** The next column of the row, a safe integer. */
  int(value: number): this {
    this.#reserve(LONGEST_INT);
    const open = this.#open;
    if (value < 0) open[this.#end++] = MINUS;
    let rest = Math.abs(value);
    let digits = 1;
    for (let least = 10; rest >= least; least *= 10) digits += 1;
    for (let at = this.#end + digits - 1; at >= this.#end; at -= 1) {
      const left = Math.floor(rest / 10);
      open[at] = ZERO + rest - left * 10;
      rest = left;
    }
    this.#end += digits;
    return this.#close();
  }

  big(value: bigint): this {
    return this.text(value.toString());
  }

  /** The next column as PostgreSQL reads it. */
  text(value: string): this {
    this.#reserve(value.length * BYTES_PER_UNIT);
    const open = this.#open;
    const start = this.#end;
    for (let i = 0; i < value.length; i += 1) {
      const unit = value.charCodeAt(i);
      if (unit > 127) {
        this.#end = start + open.write(value, start);
        return this.#close();
      }
      open[start + i] = unit;
    }
    this.#end = start + value.length;
    return this.#close();
  }

  /** The next column, of a list of values without quotes in them; null is one of them. */
  list(values: readonly (string | null)[]): this {
    return this.text(values.length === 0 ? '{}' : `{${values.map((value) => value ?? 'NULL').join(',')}}`);
  }

  /** The next column, bytes given as hex without prefix. */
  bytes(hex: string): this {
    this.#reserve(3 + hex.length);
    this.#end += this.#open.write('\\\\x', this.#end, 'latin1');
    this.#end += this.#open.write(hex, this.#end, 'latin1');
    return this.#close();
  }

  null(): this {
    return this.text('\\N');
  }

  intOrNull(value: number | null): this {
    return value === null ? this.null() : this.int(value);
  }

  bigOrNull(value: bigint | null): this {
    return value === null ? this.null() : this.big(value);
  }

  textOrNull(value: string | null): this {
    return value === null ? this.null() : this.text(value);
  }

  /** Ends the row. */
  end(): void {
    this.#open[this.#end - 1] = LINE_END;
    this.length += 1;
  }

  /** The bytes of all rows. */
  get chunks(): Buffer[] {
    return this.#end === 0 ? this.#full : [...this.#full, this.#open.subarray(0, this.#end)];
  }

  /** The values of every column. */
  get columns(): string[][] {
    const lines = Buffer.concat(this.chunks).toString().trimEnd().split('\n');
    const columns: string[][] = lines[0]!.split('\t').map(() => []);
    for (const line of lines) for (const [i, value] of line.split('\t').entries()) columns[i]!.push(value);
    return columns;
  }

  /** Makes room for a column and what ends it; a row may begin in one chunk and end in the next. */
  #reserve(most: number): void {
    const needed = most + 1;
    if (this.#end + needed <= this.#open.length) return;
    const isFirst = this.#open.length === 0;
    if (this.#end > 0) this.#full.push(this.#open.subarray(0, this.#end));
    this.#open = Buffer.allocUnsafe(Math.max(needed, isFirst ? FIRST_BYTES : CHUNK_BYTES));
    this.#end = 0;
  }

  #close(): this {
    this.#open[this.#end++] = TAB;
    return this;
  }
}

/** Loads rows with COPY on a connection, inside whatever transaction it is in. */
export async function copyRows(client: pg.ClientBase, table: string, columns: string[], rows: CopyRows): Promise<void> {
  if (rows.length === 0) return;
  const sink = client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(rows.chunks, { objectMode: true }), sink);
}

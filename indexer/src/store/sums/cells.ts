import type { CopyRows } from '../copy-rows.ts';

/** A cell of a rollup while its period is open. */
export abstract class Cell {
  /** Start of its hour or day, Unix seconds. */
  readonly start: number;
  /** The parts of its key beside the period. */
  readonly a: number;
  readonly b: number;
  /** Whether the database holds a row of it. */
  written = false;
  touched = false;

  constructor(start: number, a: number, b: number) {
    this.start = start;
    this.a = a;
    this.b = b;
  }

  /** Adds its row. @param period its start as the table has it */
  abstract addRow(rows: CopyRows, period: string): void;
}

/** The cells of one rollup, by period and key. */
export class Cells<T extends Cell> {
  readonly #seconds: number;
  readonly #Cell: new (
    start: number,
    a: number,
    b: number,
  ) => T;
  /** By start of the period, then by both parts of the key: a map is quick as long as its keys are small integers. */
  readonly #periods = new Map<number, Map<number, Map<number, T>>>();
  /** The period of the last cell, which is that of the next one as a rule. */
  #start = Number.NaN;
  #cells = new Map<number, Map<number, T>>();
  #touched: T[] = [];

  constructor(seconds: number, cell: new (start: number, a: number, b: number) => T) {
    this.#seconds = seconds;
    this.#Cell = cell;
  }

  /** The cell to add to, made when it is new. */
  at(start: number, a: number, b = 0): T {
    if (start !== this.#start) {
      this.#start = start;
      this.#cells = within(this.#periods, start);
    }
    const cells = within(this.#cells, a);
    let cell = cells.get(b);
    if (!cell) {
      cell = new this.#Cell(start, a, b);
      cells.set(b, cell);
    }
    if (!cell.touched) {
      cell.touched = true;
      this.#touched.push(cell);
    }
    return cell;
  }

  /** What was added to since the last call. The caller writes all of it. */
  take(): { added: T[]; changed: T[] } {
    const added: T[] = [];
    const changed: T[] = [];
    for (const cell of this.#touched) {
      (cell.written ? changed : added).push(cell);
      cell.written = true;
      cell.touched = false;
    }
    this.#touched = [];
    return { added, changed };
  }

  /** Forgets the periods that ended at or before a time: no later block lies in them. */
  drop(time: number): void {
    for (const start of this.#periods.keys()) {
      if (start + this.#seconds <= time) this.#periods.delete(start);
    }
    this.#start = Number.NaN;
  }
}

function within<V>(maps: Map<number, Map<number, V>>, key: number): Map<number, V> {
  let map = maps.get(key);
  if (!map) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
}

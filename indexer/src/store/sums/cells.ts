/** A cell of a rollup while its period is open. `a` and `b` are the parts of its key beside the period. */
export interface Cell {
  readonly a: number;
  readonly b: number;
  /** Start of its hour or day, Unix seconds. */
  readonly start: number;
  /** Whether the database holds a row of it. */
  written: boolean;
  touched: boolean;
}

export type NewCell = Pick<Cell, 'a' | 'b' | 'start' | 'written' | 'touched'>;

/** Keys are positive 32-bit integers; those of pools and tokens, which come first, stay under 2^21. */
const SPAN = 2 ** 32;

/** The cells of one rollup, by period and key. */
export class Cells<T extends Cell> {
  readonly #seconds: number;
  readonly #make: (cell: NewCell) => T;
  readonly #periods = new Map<number, Map<number, T>>();
  #touched: T[] = [];

  constructor(seconds: number, make: (cell: NewCell) => T) {
    this.#seconds = seconds;
    this.#make = make;
  }

  /** The cell to add to, made when it is new. */
  at(start: number, a: number, b = 0): T {
    let cells = this.#periods.get(start);
    if (!cells) {
      cells = new Map();
      this.#periods.set(start, cells);
    }
    const key = a * SPAN + b;
    let cell = cells.get(key);
    if (!cell) {
      cell = this.#make({ a, b, start, written: false, touched: false });
      cells.set(key, cell);
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
  }
}

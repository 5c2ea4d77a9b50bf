import type { History, PlacedTransaction } from './history.ts';

/** Transactions that an address may hold ahead of what has been handed on. */
const CAPACITY = 1500;

/** The history of one address, read ahead in the background. */
export class AddressStream {
  readonly address: string;
  readonly #history: History;
  readonly #changed: () => void;
  #buffer: PlacedTransaction[] = [];
  #end: number;
  #safe: number;
  #done = false;
  #running = false;
  #failure: unknown;

  /** `changed` is called after each page; [from, to] is the range of slots. */
  constructor(address: string, history: History, from: number, to: number, changed: () => void) {
    this.address = address;
    this.#history = history;
    this.#changed = changed;
    this.#safe = from;
    this.#end = to + 1;
  }

  /**
   * All slots below this one are complete. The last slot of a page is not: its transactions may go on on the next page, and
   * in any order.
   */
  get safe(): number {
    if (this.#failure !== undefined) throw this.#failure;
    return this.#done ? this.#end : this.#safe;
  }

  /** Takes the transactions of slots below `slot`. */
  take(slot: number): PlacedTransaction[] {
    const taken: PlacedTransaction[] = [];
    const kept: PlacedTransaction[] = [];
    for (const entry of this.#buffer) (entry.tx.slot < slot ? taken : kept).push(entry);
    this.#buffer = kept;
    return taken;
  }

  /** Reads on in the background while there is room. */
  pump(): void {
    if (this.#running || this.#done || this.#failure !== undefined || this.#buffer.length >= CAPACITY) return;
    this.#running = true;
    this.#read().catch((error: unknown) => {
      this.#failure = error;
      this.#running = false;
      this.#changed();
    });
  }

  async #read(): Promise<void> {
    while (!this.#done && this.#buffer.length < CAPACITY) {
      const { entries, done } = await this.#history.next();
      for (const entry of entries) {
        this.#buffer.push(entry);
        this.#safe = Math.max(this.#safe, entry.tx.slot);
      }
      this.#done = done;
      this.#changed();
    }
    this.#running = false;
  }
}

import type { PlacedTransaction } from './history.ts';
import type { MergedBatch } from './merged-history.ts';

/**
 * Remembers what was handed on from the last slots, so that they can be read again: what comes that was not there the
 * first time is a transaction that the provider had left out.
 */
export class Overlap {
  readonly #slots: number;
  readonly #seen = new Map<string, number>();
  #covered: number | null;
  #late: PlacedTransaction[] = [];

  /** `covered`: last slot of an earlier run, whose last slots are then read again too; null when there was none. */
  constructor(slots: number, covered: number | null = null) {
    this.#slots = slots;
    this.#covered = covered;
  }

  /** Where to begin reading so that the last slots are read again; `start` at the first reading. */
  startFrom(start: number): number {
    return this.#covered === null ? start : Math.max(0, start - this.#slots);
  }

  /** Whether a transaction of the last slots was handed on. */
  readonly has = (signature: string): boolean => this.#seen.has(signature);

  /** The batch without what was handed on before; null while it does not reach `next`, the first slot not covered yet. */
  fresh({ transactions, to }: MergedBatch, next: number): MergedBatch | null {
    const fresh = this.#late.concat(transactions.filter(({ tx }) => !this.#seen.has(tx.signature)));
    this.#late = [];
    if (to < next) {
      this.#late = fresh;
      return null;
    }
    for (const { tx } of fresh) this.#seen.set(tx.signature, tx.slot);
    this.#covered = to;
    for (const [signature, slot] of this.#seen) if (slot <= to - this.#slots) this.#seen.delete(signature);
    return { transactions: fresh, to };
  }
}

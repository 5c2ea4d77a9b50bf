/** An answer of several megabytes: more at once only costs memory. */
const MANY_LOGS = 4_000;
const FEW_LOGS = 1_000;

/**
 * How many blocks to ask for at once. It grows while answers stay small, shrinks when a provider refuses, and then comes
 * back slowly, because most refusals depend on how much is in the range.
 */
export class RangeSize {
  #size: number;
  #limit: number;
  #calm = 0;

  constructor(first = 250, limit = 50_000) {
    this.#size = first;
    this.#limit = limit;
  }

  get blocks(): number {
    return this.#size;
  }

  /** An answer for `blocks` blocks came with `logs` logs. */
  answered(blocks: number, logs: number): void {
    if (logs > MANY_LOGS) this.#size = Math.max(1, blocks >> 1);
    else if (logs < FEW_LOGS && blocks >= this.#size) {
      this.#size = Math.min(this.#limit, this.#size * 2);
      this.#calm += 1;
      if (this.#calm > 50) [this.#limit, this.#calm] = [Math.min(50_000, this.#limit * 2), 0];
    }
  }

  /** A provider refused `blocks` blocks, perhaps with the number that it would take. */
  tooLarge(blocks: number, proposed: number | null): void {
    this.#size = Math.max(1, Math.min(this.#size, proposed ?? blocks >> 1));
    this.#limit = Math.max(1, this.#size);
    this.#calm = 0;
  }
}

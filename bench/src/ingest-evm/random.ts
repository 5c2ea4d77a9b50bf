import { createHash } from 'node:crypto';

/** A seeded generator (mulberry32), so that every run meets the same chain. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** An integer in [0, limit). */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
  }
}

/** A 32-byte hash of a name and a number. */
export const hashOf = (name: string, number: number): string =>
  `0x${createHash('sha256').update(`${name}:${number}`).digest('hex')}`;

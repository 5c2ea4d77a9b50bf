import type { BlockRef, ChainId } from '@tokentape/core/facts/chain.ts';
import type { Progress } from '../../batch.ts';
import type { SourceBatch } from './filtered-source.ts';

/** Measures how far a source has come, in the chain's own time. */
export class ProgressMeter {
  readonly #chain: ChainId;
  readonly #to: number;
  #firstTime: number | null = null;

  constructor(chain: ChainId, to: number) {
    this.#chain = chain;
    this.#to = to;
  }

  of({ blocks }: SourceBatch, head: BlockRef): Omit<Progress, 'facts'> {
    const last = blocks.at(-1)!;
    this.#firstTime ??= blocks[0]!.timestamp;
    return {
      chain: this.#chain,
      block: last.height,
      headBlock: Math.min(this.#to, head.height),
      time: last.timestamp,
      firstTime: this.#firstTime,
      headTime: Math.max(head.time, last.timestamp),
    };
  }
}

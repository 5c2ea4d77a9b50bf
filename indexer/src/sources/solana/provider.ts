import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { MergedBatch } from './merged-history.ts';

/** A service that Solana can be read from. */
export interface SolanaProvider {
  /** What may be shown of it in a log. */
  readonly name: string;
  /** The finalized head; where its time is not to be had, `lastTime` stands. */
  head(lastTime: number): Promise<BlockRef>;
  /** Complete slots of [from, to], ascending; the last batch ends at `to`. */
  read(from: number, to: number): AsyncGenerator<MergedBatch>;
}

import type { BlockRef, ChainId } from '@tokentape/core/facts/chain.ts';
import type { Fact, TransactionRef, Unrecognised } from '@tokentape/core/facts/facts.ts';

/** What decoding made of a run of finalized blocks: the unit that the store commits in one transaction. */
export interface FactBatch {
  chain: ChainId;
  /** First block covered, whether it carried facts or not. */
  fromBlock: number;
  /** Last block covered: the next checkpoint. */
  to: BlockRef;
  /** The chain's finalized head when the batch was read. */
  finalized: BlockRef | null;
  /** In order of position. */
  facts: Fact[];
  /** Failed transactions that touched tracked programs or tokens: counted, never volume. */
  failed: TransactionRef[];
  unrecognised: Unrecognised[];
}

/** Progress of one chain's indexer, printed as a bar or sent to a parent process. */
export interface Progress {
  chain: ChainId;
  block: number;
  headBlock: number;
  /** Unix seconds of `block`, `firstTime` and `headTime`: pace is measured in chain time, since blocks may be sparse. */
  time: number;
  firstTime: number;
  headTime: number;
  facts: number;
}

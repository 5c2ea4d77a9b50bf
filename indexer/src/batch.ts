import type { Address, BlockRef, ChainId } from '@tokentape/core/facts/chain.ts';
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
  /** What following balances of token accounts showed; absent where no source follows them. */
  balances?: BalanceFindings;
}

/** A token account whose balance changed between two transactions: at least one in between was not given. */
export interface BalanceBreak {
  account: Address;
  token: Address;
  /** What the account held after the last transaction seen, in raw units. */
  expected: string;
  /** What it held before this one. */
  found: string;
  /** Block of the last transaction seen. */
  afterBlock: number;
  block: number;
  tx: string;
}

/** Breaks that asking again did not mend, and earlier ones that a late transaction did. */
export interface BalanceFindings {
  breaks: BalanceBreak[];
  mended: BalanceBreak[];
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

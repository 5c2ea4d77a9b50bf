import type { ChainId } from '@tokentape/core/facts/chain.ts';
import type { Fact, TransactionRef, Unrecognised } from '@tokentape/core/facts/facts.ts';
import { decodeSolanaTransaction, type SolanaTransaction } from './solana.ts';

/** A slot with the transactions of it that touch the tokens asked for, by position. */
export interface SolanaBlock {
  /** The slot. */
  height: number;
  /** What stands for the block's hash: the source reads transactions, not blocks. */
  hash: string;
  /** Unix seconds. */
  time: number;
  transactions: { index: number; tx: SolanaTransaction }[];
}

export interface DecodedBlocks {
  facts: Fact[];
  failed: TransactionRef[];
  unrecognised: Unrecognised[];
}

const done = new WeakMap<readonly SolanaBlock[], DecodedBlocks>();

/**
 * Decodes a run of blocks in order. `pools` holds the addresses of the pools known so far and is extended. The same run
 * decoded again gives the same facts, first sights of pools included: a database transaction may be tried twice.
 */
export function decodeSolanaBlocks(blocks: readonly SolanaBlock[], chain: ChainId, pools: Set<string>): DecodedBlocks {
  const known = done.get(blocks);
  if (known !== undefined) return known;
  const decoded = decodeAll(blocks, chain, pools);
  done.set(blocks, decoded);
  return decoded;
}

function decodeAll(blocks: readonly SolanaBlock[], chain: ChainId, pools: Set<string>): DecodedBlocks {
  const decoded: DecodedBlocks = { facts: [], failed: [], unrecognised: [] };
  for (const { hash, transactions } of blocks) {
    for (const { index, tx } of transactions) {
      const one = decodeSolanaTransaction(tx, { chain, txIndex: index, hash, pools });
      if (tx.failed) decoded.failed.push(one.tx);
      for (const fact of one.facts) decoded.facts.push(fact);
      for (const call of one.unrecognised) decoded.unrecognised.push(call);
    }
  }
  return decoded;
}

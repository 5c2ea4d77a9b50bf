import type { BlockRef, ChainId } from './chain.ts';
import type { TransactionRef } from './facts.ts';

/** Where what was read of accounts stands in its block: behind every transaction, of which no chain has a million a block. */
export const READ_TX_INDEX = 1_048_575;

/** The position of what was read of accounts as they were at the end of a block. It names no transaction. */
export function readPosition(chain: ChainId, block: BlockRef): TransactionRef {
  return { chain, block, txIndex: READ_TX_INDEX, txId: '', signer: '', feePayer: '', failed: false };
}

/** Whether a fact was read of accounts instead of a transaction. */
export const isRead = ({ txIndex }: Pick<TransactionRef, 'txIndex'>): boolean => txIndex === READ_TX_INDEX;

import type { Fact, TransactionRef, Unrecognised } from '@tokentape/core/facts/facts.ts';
import type { Decoded } from './dex.ts';
import type { EvmBlock, EvmLog } from './evm-block.ts';
import { TransactionDecoder } from './evm-transaction.ts';
import type { KnownPools } from './known-pools.ts';

/**
 * The facts of a block, in order of position. The factory that made a pool, not a log's topic, chooses the decoder.
 * Pools that the block creates are added to `pools`. Blocks come in ascending order; decoding the same block object
 * again, as a retried database transaction does, gives the same answer.
 */
export function decodeEvmBlock(block: EvmBlock, pools: KnownPools): Decoded {
  const before = pools.decoded.get(block);
  if (before) return before;
  const decoded = decode(block, pools);
  pools.decoded.set(block, decoded);
  return decoded;
}

function decode(block: EvmBlock, pools: KnownPools): Decoded {
  const transactions = new Map(block.transactions.map((tx) => [tx.index, tx]));
  const ref = { height: block.height, hash: block.hash, time: block.timestamp };
  const facts: Fact[] = [];
  const unrecognised: Unrecognised[] = [];
  for (const logs of byTransaction(block)) {
    const { transactionIndex, transactionHash } = logs[0]!;
    const from = transactions.get(transactionIndex)?.from;
    if (from === undefined) throw new Error(`block ${block.height} came without its transaction ${transactionHash}`);
    const tx: TransactionRef = {
      chain: pools.registry.chain,
      block: ref,
      txIndex: transactionIndex,
      txId: transactionHash,
      signer: from,
      feePayer: from,
      failed: false,
    };
    new TransactionDecoder(tx, logs, pools, { facts, unrecognised }).run();
  }
  return { facts, unrecognised };
}

function byTransaction({ height, logs }: EvmBlock): EvmLog[][] {
  const groups: EvmLog[][] = [];
  let previous: EvmLog | undefined;
  for (const log of logs) {
    if (previous && log.logIndex <= previous.logIndex) {
      throw new Error(`logs of block ${height} are out of order or repeated at log ${log.logIndex}`);
    }
    if (log.transactionIndex === previous?.transactionIndex) groups.at(-1)!.push(log);
    else groups.push([log]);
    previous = log;
  }
  return groups;
}

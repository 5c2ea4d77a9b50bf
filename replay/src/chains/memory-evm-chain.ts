import type { EvmBlock, EvmChain } from './evm-chain.ts';

/**
 * An EVM chain held in memory. Throws when the heights are not consecutive or a parent hash does not match, since no
 * indexer could follow such a chain.
 */
export function memoryEvmChain(
  chainId: number,
  blocks: readonly EvmBlock[],
  finalizedBlock?: number,
  call?: EvmChain['call'],
): EvmChain {
  const first = blocks[0];
  const head = blocks.at(-1);
  if (first === undefined || head === undefined) throw new Error('A chain needs at least one block.');
  const heights = new Map<string, number>();
  const places = new Map<string, { height: number; index: number }>();
  blocks.forEach((block, position) => {
    const parent = blocks[position - 1];
    if (parent !== undefined && (block.number !== parent.number + 1 || block.parentHash !== parent.hash)) {
      throw new Error(`Block ${block.number} does not follow block ${parent.number}.`);
    }
    heights.set(block.hash, block.number);
    block.transactions.forEach((transaction, index) => {
      places.set(transaction.hash, { height: block.number, index });
    });
  });
  return {
    chainId,
    firstBlock: first.number,
    headBlock: head.number,
    finalizedBlock: finalizedBlock ?? head.number,
    block: (height) => blocks[height - first.number],
    heightOfBlock: (hash) => heights.get(hash.toLowerCase()),
    placeOfTransaction: (hash) => places.get(hash.toLowerCase()),
    call,
  };
}

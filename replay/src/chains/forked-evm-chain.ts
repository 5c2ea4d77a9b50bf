import { createHash } from 'node:crypto';
import type { EvmBlock, EvmChain, EvmTransaction } from './evm-chain.ts';
import { memoryEvmChain } from './memory-evm-chain.ts';

/** The chain as it stands with this head; `finalizedBlock` is the height of its `finalized` tag. */
export function cutEvmChain(chain: EvmChain, headBlock: number, finalizedBlock: number): EvmChain {
  return memoryEvmChain(chain.chainId, blocksOf(chain, chain.firstBlock, headBlock), finalizedBlock);
}

/**
 * Another branch: the same blocks up to `after`, then blocks of other hashes. `change` gives their transactions, which are
 * the same ones without it; `name` tells branches from the same block apart.
 */
export function forkEvmChain(
  chain: EvmChain,
  after: number,
  name: string,
  change: (block: EvmBlock) => EvmTransaction[] = ({ transactions }) => transactions,
): EvmChain {
  const blocks = blocksOf(chain, chain.firstBlock, after);
  for (const block of blocksOf(chain, after + 1, chain.headBlock)) {
    const hash = `0x${createHash('sha256').update(`${name} ${block.hash}`).digest('hex')}`;
    const parentHash = blocks.at(-1)?.hash ?? block.parentHash;
    blocks.push({ ...block, hash, parentHash, transactions: change(block) });
  }
  return memoryEvmChain(chain.chainId, blocks, chain.finalizedBlock);
}

function blocksOf(chain: EvmChain, from: number, to: number): EvmBlock[] {
  return Array.from({ length: to - from + 1 }, (_, at) => chain.block(from + at)!);
}

import type { SolanaBlock } from '../../dexes/solana-block.ts';
import type { MergedBatch } from './merged-history.ts';

/**
 * Groups a batch by slot; the last block is always the last slot covered. A block whose time the node does not know takes
 * that of the nearest earlier block, or of the next one where there is none.
 */
export function toBlocks({ transactions, to }: MergedBatch, fallbackTime: number): SolanaBlock[] {
  const blocks: SolanaBlock[] = [];
  let time = transactions.find(({ tx }) => tx.blockTime !== null)?.tx.blockTime ?? fallbackTime;
  for (const entry of transactions) {
    const { slot, blockTime } = entry.tx;
    if (blockTime === null) entry.tx.blockTime = time;
    else time = blockTime;
    const last = blocks.at(-1);
    if (last?.height === slot) last.transactions.push(entry);
    else blocks.push({ height: slot, hash: `slot-${slot}`, time, transactions: [entry] });
  }
  if (blocks.at(-1)?.height !== to) {
    blocks.push({ height: to, hash: `slot-${to}`, time: Math.max(time, fallbackTime), transactions: [] });
  }
  return blocks;
}

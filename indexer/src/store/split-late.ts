import type { FactBatch } from '../batch.ts';

/** Parts what lies before the first block of a batch, as a batch of its own that covers no block; null when nothing does. */
export function splitLate(batch: FactBatch): [late: FactBatch | null, inTime: FactBatch] {
  const { fromBlock, facts, failed } = batch;
  const isLate = (height: number): boolean => height < fromBlock;
  const lateFacts = facts.filter(({ tx }) => isLate(tx.block.height));
  const lateFailed = failed.filter(({ block }) => isLate(block.height));
  const blocks = [...lateFacts.map(({ tx }) => tx.block), ...lateFailed.map(({ block }) => block)];
  if (blocks.length === 0) return [null, batch];
  const [first, ...others] = blocks.sort((a, b) => a.height - b.height);
  const late = {
    ...batch,
    fromBlock: first!.height,
    to: others.at(-1) ?? first!,
    facts: lateFacts,
    failed: lateFailed,
  };
  const inTime = {
    ...batch,
    facts: facts.filter(({ tx }) => !isLate(tx.block.height)),
    failed: failed.filter(({ block }) => !isLate(block.height)),
  };
  return [late, inTime];
}

import type { TransactionRef } from '@tokentape/core/facts/facts.ts';
import { isRead } from '@tokentape/core/facts/read-position.ts';
import type { FactBatch } from '../batch.ts';

/**
 * Parts what lies before the first block of a batch, as a batch of its own that covers no block; null when nothing does.
 * Accounts read at the very end of what was covered before come in time.
 */
export function splitLate(batch: FactBatch): [late: FactBatch | null, inTime: FactBatch] {
  const { fromBlock, facts, failed } = batch;
  const isLate = (tx: TransactionRef): boolean =>
    tx.block.height < fromBlock && !(isRead(tx) && tx.block.height === fromBlock - 1);
  if (!facts.some(({ tx }) => isLate(tx)) && !failed.some(isLate)) return [null, batch];
  const lateFacts = facts.filter(({ tx }) => isLate(tx));
  const lateFailed = failed.filter(isLate);
  const blocks = [...lateFacts.map(({ tx }) => tx.block), ...lateFailed.map(({ block }) => block)];
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
    facts: facts.filter(({ tx }) => !isLate(tx)),
    failed: failed.filter((tx) => !isLate(tx)),
  };
  return [late, inTime];
}

import type { Fact } from '@tokentape/core/facts/facts.ts';
import type { FactBatch } from '../batch.ts';
import { IntegrityError, StoreError } from './store-error.ts';

function compare(a: Fact, b: Fact): number {
  return a.tx.block.height - b.tx.block.height || a.tx.txIndex - b.tx.txIndex || a.index - b.index;
}

/** Text of a payload, for telling whether two facts under one key are the same. */
const payloadOf = (fact: Fact): string =>
  JSON.stringify(fact, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));

/**
 * The facts of a batch in order of position, each once: a source that repeats a log changes nothing.
 * @throws IntegrityError when two facts of a kind share a position and differ; StoreError when a fact lies past the batch
 */
export function orderFacts(batch: FactBatch): Fact[] {
  const { facts, to } = batch;
  let sorted = true;
  let previous: Fact | null = null;
  for (const fact of facts) {
    const height = fact.tx.block.height;
    if (height > to.height) {
      throw new StoreError(
        'FACT_OUT_OF_RANGE',
        `A ${fact.kind} of block ${height} came in a batch that ends at ${to.height}: its source says the wrong end.`,
      );
    }
    if (previous !== null && compare(previous, fact) >= 0) sorted = false;
    previous = fact;
  }
  if (sorted) return facts;
  return withoutRepeats([...facts].sort(compare));
}

function withoutRepeats(facts: Fact[]): Fact[] {
  const kept: Fact[] = [];
  for (const fact of facts) {
    const same = findSamePosition(kept, fact);
    if (same === undefined) kept.push(fact);
    else if (payloadOf(same) !== payloadOf(fact)) {
      const { tx, index, kind } = fact;
      throw new IntegrityError(
        `Two different facts (${kind}) share position ${tx.block.height}/${tx.txIndex}/${index} of ${tx.chain}, transaction ${tx.txId}. The source contradicts itself: check it before going on.`,
      );
    }
  }
  return kept;
}

function findSamePosition(kept: Fact[], fact: Fact): Fact | undefined {
  for (let i = kept.length - 1; i >= 0 && compare(kept[i]!, fact) === 0; i--) {
    if (kept[i]!.kind === fact.kind) return kept[i];
  }
  return undefined;
}

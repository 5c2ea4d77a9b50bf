import type { AddressStream } from './address-stream.ts';
import type { PlacedTransaction } from './history.ts';

/** A run of complete slots. */
export interface MergedBatch {
  /** By (slot, position), each transaction once. */
  transactions: PlacedTransaction[];
  /** Last slot covered. */
  to: number;
}

export interface MergeSettings {
  /** Transactions to collect before a batch is handed on, so that commits are few. */
  transactionsPerBatch: number;
  /** Milliseconds after which whatever is complete is handed on. */
  patienceMs: number;
  signal: AbortSignal;
}

/**
 * Merges the histories of all addresses in [from, to] slot by slot: a slot is handed on when every address has read past
 * it, so that order and completeness do not depend on which page came first.
 */
export async function* mergeHistories(
  streams: readonly AddressStream[],
  changes: Changes,
  from: number,
  to: number,
  { transactionsPerBatch, patienceMs, signal }: MergeSettings,
): AsyncGenerator<MergedBatch> {
  let collected: PlacedTransaction[] = [];
  let next = from;
  let begun = performance.now();
  while (next <= to) {
    signal.throwIfAborted();
    const seen = changes.count;
    let safe = to + 1;
    for (const stream of streams) safe = Math.min(safe, stream.safe);
    if (safe > next) {
      for (const stream of streams) for (const entry of stream.take(safe)) collected.push(entry);
      next = safe;
    }
    for (const stream of streams) stream.pump();
    const patient = collected.length < transactionsPerBatch && performance.now() - begun < patienceMs;
    if (next <= to && (collected.length === 0 || patient)) {
      await changes.after(seen, signal);
      continue;
    }
    const transactions = ordered(collected);
    collected = [];
    begun = performance.now();
    yield* portions(transactions, next - 1, transactionsPerBatch);
  }
}

/** Whole slots, about `size` transactions at a time. */
function* portions(transactions: PlacedTransaction[], to: number, size: number): Generator<MergedBatch> {
  let from = 0;
  for (let at = size; at < transactions.length; at++) {
    const slot = (transactions[at - 1] as PlacedTransaction).tx.slot;
    if (at - from < size || (transactions[at] as PlacedTransaction).tx.slot === slot) continue;
    yield { transactions: transactions.slice(from, at), to: slot };
    from = at;
  }
  yield { transactions: transactions.slice(from), to };
}

/** By (slot, position), each transaction once. */
export function ordered(collected: PlacedTransaction[]): PlacedTransaction[] {
  const bySignature = new Map<string, PlacedTransaction>();
  for (const entry of collected) bySignature.set(entry.tx.signature, entry);
  return [...bySignature.values()].sort((a, b) => a.tx.slot - b.tx.slot || a.index - b.index);
}

/** Wakes the merge when a page has come. */
export class Changes {
  count = 0;
  #wake: (() => void) | undefined;

  /** To be called after each change. */
  readonly notify = (): void => {
    this.count++;
    this.#wake?.();
  };

  /** Resolves when there has been a change since `seen`, and at the latest after a second. */
  async after(seen: number, signal: AbortSignal): Promise<void> {
    if (this.count !== seen) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(wake, 1000);
      signal.addEventListener('abort', wake);
      this.#wake = wake;
    });
  }
}

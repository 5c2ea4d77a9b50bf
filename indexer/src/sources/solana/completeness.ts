import { type BalanceBreak, BalanceChain } from './balance-chain.ts';
import type { PlacedTransaction } from './history.ts';
import { type MergedBatch, ordered } from './merged-history.ts';
import type { SolanaProvider } from './provider.ts';

/**
 * Proves by balances that a batch lacks nothing. Where the chain of a balance breaks, the slots in between are read once
 * more: what the provider had left out is added, and what it still does not have is told.
 */
export class Completeness {
  readonly #provider: SolanaProvider;
  readonly #log: (message: string) => void;
  readonly #chain: BalanceChain;

  constructor(provider: SolanaProvider, log: (message: string) => void, chain = new BalanceChain()) {
    this.#provider = provider;
    this.#log = log;
    this.#chain = chain;
  }

  /**
   * The batch, with what was missing between its transactions and those before. `first` is its first slot; `isKnown` tells
   * signatures that were handed on with earlier batches (older ones that it forgot are stored twice without effect).
   */
  async complete(batch: MergedBatch, first: number, isKnown: (signature: string) => boolean): Promise<MergedBatch> {
    const breaks: BalanceBreak[] = [];
    for (const { tx } of batch.transactions) {
      // Late ones stand before what the chain has seen: they mend an older break.
      if (tx.slot >= first) for (const found of this.#chain.check(tx)) breaks.push(found);
    }
    if (breaks.length === 0) return batch;
    const missing = (await this.#readAgain(breaks, batch)).filter(({ tx }) => !isKnown(tx.signature));
    const [sample] = breaks as [BalanceBreak];
    const { account, expected, found, afterSlot, slot } = sample;
    const where = `${account} held ${expected} after slot ${afterSlot} and ${found} before slot ${slot}`;
    if (missing.length === 0) {
      this.#log(`${this.#provider.name} lacks a transaction: ${where} (${breaks.length} such breaks)`);
      return batch;
    }
    this.#log(`${this.#provider.name} had left out ${missing.length} transactions, now read: ${where}`);
    return { transactions: ordered([...batch.transactions, ...missing]), to: batch.to };
  }

  async #readAgain(breaks: BalanceBreak[], { transactions, to }: MergedBatch): Promise<PlacedTransaction[]> {
    const from = breaks.reduce((slot, { afterSlot }) => Math.min(slot, afterSlot), to);
    const last = breaks.reduce((latest, { slot }) => Math.max(latest, slot), from);
    const had = new Set(transactions.map(({ tx }) => tx.signature));
    const missing: PlacedTransaction[] = [];
    for await (const batch of this.#provider.read(from, last)) {
      for (const entry of batch.transactions) {
        const { slot, signature } = entry.tx;
        if (!had.has(signature) && breaks.some((gap) => slot >= gap.afterSlot && slot <= gap.slot)) missing.push(entry);
      }
    }
    return missing;
  }
}

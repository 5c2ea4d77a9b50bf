import type { BalanceBreak, BalanceFindings } from '../../batch.ts';
import { BalanceChain, mends } from './balance-chain.ts';
import type { PlacedTransaction } from './history.ts';
import { type MergedBatch, ordered } from './merged-history.ts';
import type { SolanaProvider } from './provider.ts';

/** Open breaks kept to be mended; the database keeps them all. */
const REMEMBERED = 1_000;

/**
 * Proves by balances that a batch lacks nothing. Where the chain of a balance breaks, the slots in between are read once
 * more: what the provider had left out is added, and what it still does not have is told.
 */
export class Completeness {
  readonly #provider: SolanaProvider;
  readonly #log: (message: string) => void;
  readonly #chain: BalanceChain;
  /** Breaks of this run that a late transaction may still mend. */
  #open: BalanceBreak[] = [];
  /** Last slot that the chain has seen. */
  #seenTo = -1;

  constructor(provider: SolanaProvider, log: (message: string) => void, chain = new BalanceChain()) {
    this.#provider = provider;
    this.#log = log;
    this.#chain = chain;
  }

  /**
   * The batch, with what was missing between its transactions and those before. `first` is its first slot; `isKnown` tells
   * signatures that were handed on with earlier batches (older ones that it forgot are stored twice without effect).
   */
  async complete(
    batch: MergedBatch,
    first: number,
    isKnown: (signature: string) => boolean,
  ): Promise<MergedBatch & { balances: BalanceFindings }> {
    const breaks: BalanceBreak[] = [];
    const late: PlacedTransaction[] = [];
    for (const entry of batch.transactions) {
      // Late ones stand before what the chain has seen: they may mend an older break. At a start it has seen nothing yet.
      if (entry.tx.slot < first && entry.tx.slot <= this.#seenTo) late.push(entry);
      else for (const found of this.#chain.check(entry.tx)) breaks.push(found);
    }
    this.#seenTo = batch.to;
    const mended = this.#mended(late);
    if (breaks.length === 0) return { ...batch, balances: { breaks, mended } };
    const missing = (await this.#readAgain(breaks, batch)).filter(({ tx }) => !isKnown(tx.signature));
    const open = breaks.filter(
      (gap) =>
        !mends(
          gap,
          missing.map(({ tx }) => tx),
        ),
    );
    this.#open = [...this.#open, ...open].slice(-REMEMBERED);
    const name = this.#provider.name;
    if (missing.length > 0) this.#log(`${name} had left out ${missing.length} transactions, now read: ${told(breaks)}`);
    if (open.length > 0) this.#log(`${name} lacks a transaction: ${told(open)} (${open.length} such breaks)`);
    const transactions = missing.length === 0 ? batch.transactions : ordered([...batch.transactions, ...missing]);
    return { transactions, to: batch.to, balances: { breaks: open, mended } };
  }

  /** The open breaks that late transactions mend. */
  #mended(late: PlacedTransaction[]): BalanceBreak[] {
    if (late.length === 0) return [];
    const mended = this.#open.filter((gap) =>
      mends(
        gap,
        late.map(({ tx }) => tx),
      ),
    );
    this.#open = this.#open.filter((gap) => !mended.includes(gap));
    return mended;
  }

  async #readAgain(breaks: BalanceBreak[], { transactions, to }: MergedBatch): Promise<PlacedTransaction[]> {
    const from = breaks.reduce((slot, { afterBlock }) => Math.min(slot, afterBlock), to);
    const last = breaks.reduce((latest, { block }) => Math.max(latest, block), from);
    const had = new Set(transactions.map(({ tx }) => tx.signature));
    const missing: PlacedTransaction[] = [];
    for await (const batch of this.#provider.read(from, last)) {
      for (const entry of batch.transactions) {
        const { slot, signature } = entry.tx;
        if (!had.has(signature) && breaks.some((gap) => slot >= gap.afterBlock && slot <= gap.block))
          missing.push(entry);
      }
    }
    return ordered(missing);
  }
}

function told(breaks: BalanceBreak[]): string {
  const { account, expected, found, afterBlock, block } = breaks[0] as BalanceBreak;
  return `${account} held ${expected} after slot ${afterBlock} and ${found} before slot ${block}`;
}

import type { EvmBlock, EvmTransaction } from '../../chains/evm-chain.ts';
import { inventedHash } from './evm-addresses.ts';

export interface EvmJournalOptions {
  seed: number;
  chain: string;
  firstBlock: number;
}

/** A transaction as it is written down; the journal adds what follows from its place. */
export type WrittenTransaction = Pick<EvmTransaction, 'from' | 'to' | 'input' | 'gasUsed' | 'logs'> & {
  succeeded?: boolean;
};

/** The transactions of a chain in order of time, a block for each second in which something happened. */
export class EvmJournal {
  readonly #options: EvmJournalOptions;
  readonly #seconds: { timestamp: number; transactions: EvmTransaction[] }[] = [];
  readonly #nonces = new Map<string, number>();
  #count = 0;

  constructor(options: EvmJournalOptions) {
    this.#options = options;
  }

  blocks(): EvmBlock[] {
    const { chain, seed, firstBlock } = this.#options;
    const hashOf = (number: number): string => inventedHash(`${chain} ${seed} block ${number}`);
    return this.#seconds.map(({ timestamp, transactions }, position) => {
      const number = firstBlock + position;
      return { number, hash: hashOf(number), parentHash: hashOf(number - 1), timestamp, transactions };
    });
  }

  /** Writes a transaction down at a time in Unix milliseconds. Throws when that lies before the last one. */
  record(time: number, { succeeded = true, ...transaction }: WrittenTransaction): void {
    const { chain, seed } = this.#options;
    const nonce = this.#nonces.get(transaction.from) ?? 0;
    this.#nonces.set(transaction.from, nonce + 1);
    const hash = inventedHash(`${chain} ${seed} transaction ${this.#count++}`);
    this.second(Math.floor(time / 1000)).push({ ...transaction, hash, value: 0n, nonce, succeeded });
  }

  /** The block of a second, in Unix time, to write into; made when it is new. */
  second(timestamp: number): EvmTransaction[] {
    const last = this.#seconds.at(-1);
    if (last?.timestamp === timestamp) return last.transactions;
    if (last !== undefined && last.timestamp > timestamp) throw new Error(`Time went back to ${timestamp}.`);
    const transactions: EvmTransaction[] = [];
    this.#seconds.push({ timestamp, transactions });
    return transactions;
  }
}

import { CodedError } from '@tokentape/core/coded-error.ts';
import type { HeliusClient } from 'helius-sdk';
import * as v from 'valibot';
import { parseSolanaTransaction, type SolanaTransaction } from '../../dexes/solana.ts';
import { SolanaRpcError } from './rpc-fault.ts';

/** A transaction with its place in the block. */
export interface PlacedTransaction {
  index: number;
  tx: SolanaTransaction;
}

/** Part of an address's history, ascending by slot (not within one). */
export interface HistoryPage {
  entries: PlacedTransaction[];
  /** Whether the range asked for has been read to its end. */
  done: boolean;
}

/** Reads the history of one address in a range of slots, page by page. */
export interface History {
  next(): Promise<HistoryPage>;
}

const Page = v.object({
  data: v.array(v.looseObject({ slot: v.number(), transactionIndex: v.number() })),
  paginationToken: v.nullish(v.string()),
});

const FIRST_PAGE = 50;
const LARGEST_PAGE = 1000;
const TRIES = 5;

/**
 * Helius's `getTransactionsForAddress`, ascending from `from` to `to`. Pages grow with the address's activity, since most
 * tokens are nearly dead and memory holds a page for each. A page that is not what the protocol says is asked for again;
 * a token that comes back is a loop, never the end.
 */
export class AddressHistory implements History {
  readonly #helius: HeliusClient;
  readonly #address: string;
  readonly #to: number;
  #from: number;
  /** Last slot seen: where the listing begins again when its token expires. */
  #seen: number;
  #token: string | null = null;
  readonly #tokens = new Set<string>();
  #limit = FIRST_PAGE;

  constructor(helius: HeliusClient, address: string, from: number, to: number) {
    this.#helius = helius;
    this.#address = address;
    this.#from = from;
    this.#seen = from;
    this.#to = to;
  }

  /** @throws CodedError `SOLANA_CURSOR_LOOP`, `SOLANA_PAGE_INVALID`, and those of the parser, when asking again does not heal */
  async next(): Promise<HistoryPage> {
    let last: unknown;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      try {
        return await this.#page();
      } catch (error) {
        if (error instanceof SolanaRpcError && error.fault === 'bad-cursor' && this.#token !== null) this.#restart();
        else if (!(error instanceof CodedError) || !HEALS.has(error.code)) throw error;
        last = error;
      }
    }
    throw last;
  }

  async #page(): Promise<HistoryPage> {
    const raw: unknown = await this.#helius.getTransactionsForAddress([
      this.#address,
      {
        transactionDetails: 'full',
        encoding: 'json',
        maxSupportedTransactionVersion: 1,
        commitment: 'finalized',
        sortOrder: 'asc',
        limit: this.#limit,
        paginationToken: this.#token,
        filters: { slot: { gte: this.#from, lte: this.#to }, status: 'any' },
      },
    ] as never);
    const page = v.safeParse(Page, raw);
    if (!page.success) {
      throw new CodedError('SOLANA_PAGE_INVALID', `History of ${this.#address}: ${page.issues[0].message}.`);
    }
    const { data, paginationToken } = page.output;
    const entries = data.map((given) => this.#entry(given));
    const token = paginationToken ?? null;
    if (token !== null && (token === this.#token || this.#tokens.has(token))) {
      throw new CodedError('SOLANA_CURSOR_LOOP', `History of ${this.#address}: page token ${token} came twice.`);
    }
    if (token !== null && data.length === 0) {
      throw new CodedError('SOLANA_PAGE_INVALID', `History of ${this.#address}: an empty page that is not the last.`);
    }
    if (token !== null) this.#tokens.add(token);
    this.#token = token;
    this.#limit = data.length < this.#limit ? this.#limit : Math.min(LARGEST_PAGE, this.#limit * 4);
    for (const { tx } of entries) this.#seen = Math.max(this.#seen, tx.slot);
    return { entries, done: token === null };
  }

  #entry(given: { slot: number; transactionIndex: number }): PlacedTransaction {
    if (given.slot < this.#from || given.slot > this.#to) {
      throw new CodedError('SOLANA_PAGE_INVALID', `History of ${this.#address}: slot ${given.slot} was not asked for.`);
    }
    return { index: given.transactionIndex, tx: parseSolanaTransaction(given) };
  }

  /** An expired token: the listing begins again at the last slot seen, whose transactions come twice and are dropped later. */
  #restart(): void {
    this.#token = null;
    this.#tokens.clear();
    this.#from = this.#seen;
  }
}

/** What another try may bring: a page cut short, a transaction whose outcome the node has not loaded yet. */
const HEALS = new Set([
  'SOLANA_PAGE_INVALID',
  'SOLANA_CURSOR_LOOP',
  'SOLANA_META_MISSING',
  'SOLANA_TRANSACTION_INVALID',
  'SOLANA_LOOKUP_MISSING',
]);

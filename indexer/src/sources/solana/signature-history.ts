import { setTimeout as sleep } from 'node:timers/promises';
import type { Address, Signature } from '@solana/kit';
import { CodedError } from '@tokentape/core/coded-error.ts';
import type { HeliusClient } from 'helius-sdk';
import { parseSolanaTransaction } from '../../dexes/solana.ts';
import type { History, HistoryPage, PlacedTransaction } from './history.ts';

const LISTED = 1000;
const PER_PAGE = 64;
const TRIES = 5;

/** Positions of transactions in their blocks, asked for once per slot by all addresses together. */
export class BlockPositions {
  readonly #helius: HeliusClient;
  readonly #slots = new Map<number, Promise<Map<string, number>>>();

  constructor(helius: HeliusClient) {
    this.#helius = helius;
  }

  /** @throws CodedError `SOLANA_BLOCK_CONTRADICTS` when the block does not have the transaction that the node listed in it */
  async of(slot: number, signature: string): Promise<number> {
    const known = this.#slots.get(slot) ?? this.#ask(slot);
    const position = (await known).get(signature);
    if (position !== undefined) return position;
    this.#slots.delete(slot);
    throw new CodedError(
      'SOLANA_BLOCK_CONTRADICTS',
      `Block ${slot} does not list ${signature}; configure another node.`,
    );
  }

  #ask(slot: number): Promise<Map<string, number>> {
    const asked = this.#read(slot);
    asked.catch(() => this.#slots.delete(slot));
    this.#slots.set(slot, asked);
    if (this.#slots.size > 4096) this.#slots.delete(this.#slots.keys().next().value as number);
    return asked;
  }

  async #read(slot: number): Promise<Map<string, number>> {
    const block = await this.#helius.getBlock(BigInt(slot), {
      transactionDetails: 'signatures',
      rewards: false,
      commitment: 'finalized',
      maxSupportedTransactionVersion: 1 as 0,
    });
    return new Map((block?.signatures ?? []).map((signature: string, position: number) => [signature, position]));
  }
}

/**
 * The path for plans without `getTransactionsForAddress`: signatures newest first back to the range's beginning, then each
 * transaction, oldest first. Two requests for each transaction, since its place in the block has to be asked for too.
 */
export class SignatureHistory implements History {
  readonly #helius: HeliusClient;
  readonly #positions: BlockPositions;
  readonly #address: string;
  readonly #from: number;
  readonly #to: number;
  #listed: { signature: string; slot: number }[] | null = null;

  constructor(helius: HeliusClient, positions: BlockPositions, address: string, from: number, to: number) {
    this.#helius = helius;
    this.#positions = positions;
    this.#address = address;
    this.#from = from;
    this.#to = to;
  }

  async next(): Promise<HistoryPage> {
    this.#listed ??= await this.#list();
    const wanted = this.#listed.splice(-PER_PAGE).reverse();
    const entries = await Promise.all(wanted.map(({ signature, slot }) => this.#read(signature, slot)));
    return { entries, done: this.#listed.length === 0 };
  }

  /** Newest first. */
  async #list(): Promise<{ signature: string; slot: number }[]> {
    const listed: { signature: string; slot: number }[] = [];
    let before: string | undefined;
    for (;;) {
      const page = await this.#helius.getSignaturesForAddress(this.#address as Address, {
        limit: LISTED,
        commitment: 'finalized',
        ...(before === undefined ? {} : { before: before as Signature }),
      });
      for (const { signature, slot } of page) {
        const at = Number(slot);
        if (at >= this.#from && at <= this.#to) listed.push({ signature, slot: at });
      }
      const last = page.at(-1);
      if (last === undefined || page.length < LISTED || Number(last.slot) < this.#from) return listed;
      if (last.signature === before) {
        throw new CodedError('SOLANA_CURSOR_LOOP', `Signatures of ${this.#address}: ${before} came twice.`);
      }
      before = last.signature;
    }
  }

  async #read(signature: string, slot: number): Promise<PlacedTransaction> {
    let last: unknown;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      try {
        const answer = await this.#helius.getTransaction(signature as Signature, {
          encoding: 'json',
          commitment: 'finalized',
          maxSupportedTransactionVersion: 1 as 0,
        });
        const tx = parseSolanaTransaction(answer === null ? { result: null } : answer);
        const stated = (answer as { transactionIndex?: number | bigint } | null)?.transactionIndex;
        return { tx, index: stated === undefined ? await this.#positions.of(slot, signature) : Number(stated) };
      } catch (error) {
        // A node that lists a transaction and does not have it, or has it without its outcome, may have it soon.
        if (!(error instanceof CodedError) || error.code === 'SOLANA_VERSION_UNKNOWN') throw error;
        last = error;
        await sleep(100 * 2 ** attempt);
      }
    }
    throw last;
  }
}

import { CodedError } from '@tokentape/core/coded-error.ts';
import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { PlacedTransaction } from './history.ts';
import type { MergedBatch } from './merged-history.ts';
import { parseBlock, parseHead, parseRemainder } from './portal-block.ts';
import { PortalClient, PortalForkError, type PortalSettings } from './portal-client.ts';
import {
  headerQuery,
  type Remainder,
  remainderQuery,
  transactionsQuery,
  type Watched,
  type WatchedSets,
} from './portal-query.ts';
import { addRemainder, checkRemainder, partsKey, partsOf, remainderOf } from './portal-remainder.ts';
import { type PortalParts, portalTransaction } from './portal-transaction.ts';
import type { SolanaProvider } from './provider.ts';
import { SolanaRpcError } from './rpc-fault.ts';

export interface PortalProviderSettings extends PortalSettings {
  watched: Watched;
  transactionsPerBatch: number;
  /** Milliseconds after which whatever is complete is handed on. */
  patienceMs: number;
}

/** Slots asked for past the end of a range: the first block beyond it proves that the range has been read to its end. */
const BEYOND = 1_000;

/** Finalized history and tip of Solana from an SQD portal, which needs no key: one query for all tokens, slot by slot. */
export class PortalProvider implements SolanaProvider {
  readonly #settings: PortalProviderSettings;
  readonly #client: PortalClient;
  readonly #watched: WatchedSets;
  #head = 0;

  constructor(settings: PortalProviderSettings) {
    this.#settings = settings;
    this.#client = new PortalClient(settings);
    const { mints, pools, poolPrograms } = settings.watched;
    this.#watched = { mints: new Set(mints), pools: new Set(pools), poolPrograms: new Set(poolPrograms) };
  }

  get name(): string {
    return this.#client.host;
  }

  async head(lastTime: number): Promise<BlockRef> {
    const { number } = await this.#persist(async () => parseHead(await this.#client.finalizedHead()));
    this.#head = number;
    const time = await this.#timeOf(number).catch((error: unknown) => {
      if (error instanceof SolanaRpcError || error instanceof CodedError) return null;
      throw error;
    });
    return { height: number, hash: `slot-${number}`, time: time || lastTime };
  }

  /** @throws CodedError `SOLANA_RPC_UNAVAILABLE`, `FINALITY_VIOLATED`, and those of the parsers when asking again does not heal */
  async *read(from: number, to: number): AsyncGenerator<MergedBatch> {
    const { transactionsPerBatch, patienceMs } = this.#settings;
    let parts: PortalParts[] = [];
    let [next, failures] = [from, 0];
    let parent: string | undefined;
    let begun = performance.now();
    while (next <= to) {
      try {
        for await (const line of await this.#lines(next, to, parent)) {
          const block = parseBlock(line);
          const { number, hash } = block.header;
          if (number < next)
            throw new CodedError('SOLANA_PAGE_INVALID', `The portal gave slot ${number} out of order.`);
          if (number <= to) parts.push(...partsOf(block).filter(isWhole));
          [next, parent, failures] = [number + 1, hash, 0];
          if (next > to) break;
          if (parts.length < transactionsPerBatch && performance.now() - begun < patienceMs) continue;
          yield { transactions: await this.#complete(parts, number), to: number };
          [parts, begun] = [[], performance.now()];
        }
      } catch (error) {
        failures++;
        await this.#pause(error, failures);
      }
    }
    yield { transactions: await this.#complete(parts, to), to };
  }

  async #lines(from: number, to: number, parent: string | undefined): Promise<AsyncIterable<string>> {
    const end = Math.max(to, Math.min(to + BEYOND, this.#head));
    const query = {
      ...transactionsQuery(this.#settings.watched, from, end),
      ...(parent && { parentBlockHash: parent }),
    };
    const lines = await this.#client.finalizedStream(query);
    if (lines === null) throw new SolanaRpcError('transient', `it has nothing from slot ${from} on yet`);
    return ended(lines, from);
  }

  /** Asks for what the first query left out and brings the transactions to the normal form. */
  async #complete(parts: PortalParts[], to: number): Promise<PlacedTransaction[]> {
    if (parts.length === 0) return [];
    return this.#persist(async () => {
      const fresh = parts.map((each) => ({ ...each, tokenBalances: [...each.tokenBalances], logs: [] }));
      const found = new Set<string>();
      for (const remainder of portions(remainderOf(fresh, this.#watched)))
        await this.#fill(fresh, remainder, to, found);
      checkRemainder(fresh, found);
      return fresh.map((each) => ({ index: each.transaction.transactionIndex, tx: portalTransaction(each) }));
    });
  }

  async #fill(parts: PortalParts[], remainder: Remainder, to: number, found: Set<string>): Promise<void> {
    const byKey = new Map(parts.map((each) => [partsKey(each.header.number, each.transaction.transactionIndex), each]));
    const last = Math.min(to, (parts.at(-1) as PortalParts).header.number);
    for (let next = (parts[0] as PortalParts).header.number; next <= last; ) {
      const lines = await this.#client.finalizedStream(remainderQuery(remainder, next, last));
      if (lines === null) throw new SolanaRpcError('transient', `it has nothing from slot ${next} on any more`);
      for await (const line of ended(lines, next)) {
        const block = parseRemainder(line);
        addRemainder(byKey, block, found);
        next = block.header.number + 1;
      }
    }
  }

  async #timeOf(block: number): Promise<number | null> {
    const lines = await this.#client.finalizedStream(headerQuery(block));
    if (lines !== null) for await (const line of lines) return parseBlock(line).header.timestamp ?? null;
    return null;
  }

  async #persist<T>(work: () => Promise<T>): Promise<T> {
    for (let failures = 1; ; failures++) {
      try {
        return await work();
      } catch (error) {
        await this.#pause(error, failures);
      }
    }
  }

  async #pause(error: unknown, failures: number): Promise<void> {
    const heals = error instanceof SolanaRpcError || error instanceof PortalForkError || isBadAnswer(error);
    if (!heals) throw error;
    await this.#client.pause(error, failures).catch((last: unknown) => {
      throw this.#final(last);
    });
  }

  #final(error: unknown): unknown {
    const host = this.#client.host;
    if (error instanceof PortalForkError) {
      const message = `${host} contradicts the finalized blocks that it gave before (${error.message}).`;
      return new CodedError('FINALITY_VIOLATED', message, { cause: error });
    }
    if (!(error instanceof SolanaRpcError)) return error;
    const message = `The portal ${host} does not answer: ${error.message}. Try later, or set HELIUS_API_KEY.`;
    return new CodedError('SOLANA_RPC_UNAVAILABLE', message, { cause: error });
  }
}

/** Accounts that one request asks for, so that it stays well below the portal's 256 KiB. */
const MOST_ACCOUNTS = 3_000;

function portions({ calls, accounts }: Remainder): Remainder[] {
  const many: Remainder[] = calls.length > 0 ? [{ calls, accounts: [] }] : [];
  for (let at = 0; at < accounts.length; at += MOST_ACCOUNTS) {
    many.push({ calls: [], accounts: accounts.slice(at, at + MOST_ACCOUNTS) });
  }
  return many;
}

/** Always true: a transaction that lacks a part throws, while its block can still be asked for again. */
const isWhole = (parts: PortalParts): boolean => portalTransaction(parts).instructions.length > 0;

const BAD_ANSWERS = new Set(['SOLANA_PAGE_INVALID', 'SOLANA_TRANSACTION_INVALID', 'SOLANA_LOOKUP_MISSING']);

const isBadAnswer = (error: unknown): boolean => error instanceof CodedError && BAD_ANSWERS.has(error.code);

/** An answer of status 200 without a block would be asked for again and again: it counts as a failure. */
async function* ended(lines: AsyncIterable<string>, from: number): AsyncGenerator<string> {
  let empty = true;
  for await (const line of lines) {
    empty = false;
    yield line;
  }
  if (empty) throw new SolanaRpcError('transient', `the answer from slot ${from} on is empty`);
}

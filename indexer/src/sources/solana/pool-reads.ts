import { CodedError } from '@tokentape/core/coded-error.ts';
import type { BlockRef, ChainId } from '@tokentape/core/facts/chain.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import { PoolReader } from './pool-reader.ts';
import { indexOf, readFacts } from './read-facts.ts';
import { SolanaRpcError } from './rpc-fault.ts';

/** A pool that is followed, and whether its curve and fee are known. */
export interface FollowedPool {
  dex: string;
  pool: string;
  known: boolean;
}

export interface PoolReadsOptions {
  chain: ChainId;
  reader: PoolReader;
  followed(): FollowedPool[];
  log(message: string): void;
  /** Milliseconds between two looks for pools that are not known. */
  everyMs?: number;
  /** Milliseconds between two comparisons of a known pool with its account, all in turn. */
  checkEveryMs?: number;
  /** Milliseconds that reading may hold up the source at a time. */
  budgetMs?: number;
  /** Milliseconds after which a pool that could not be read, or does not tell its fee, is tried again. */
  retryAfterMs?: number;
}

/**
 * Reads pools by account while the source has nothing else to do at the head: those whose curve or fee the facts do not give,
 * and the known ones in turn, for comparison. What was read waits until the batch that covers its slot takes it along, and is
 * then stored like any fact; what was lost before that is read again.
 */
export class PoolReads {
  readonly #options: PoolReadsOptions;
  readonly #waiting = new Map<string, Fact[]>();
  readonly #notBefore = new Map<string, number>();
  #nextLook = 0;
  #nextCheck = 0;
  #turn = 0;

  constructor(options: PoolReadsOptions) {
    this.#options = options;
  }

  /** To be awaited whenever everything up to the finalized head is committed. */
  async idle(head: BlockRef): Promise<void> {
    const { followed, everyMs = 30_000, checkEveryMs = 60_000, budgetMs = 5_000 } = this.#options;
    const begun = performance.now();
    if (begun < this.#nextLook) return;
    const pools = followed().filter(({ dex }) => PoolReader.reads(dex));
    const due = pools.filter(({ pool, known }) => !known && (this.#notBefore.get(pool) ?? 0) <= begun);
    for (const pool of due) {
      if (performance.now() - begun > budgetMs) return;
      await this.#read(pool, head);
    }
    this.#nextLook = performance.now() + everyMs;
    const sound = pools.filter(({ known }) => known);
    if (begun < this.#nextCheck || sound.length === 0) return;
    await this.#read(sound[this.#turn++ % sound.length] as FollowedPool, head);
    this.#nextCheck = performance.now() + checkEveryMs;
  }

  /** Takes what was read at the slots of a batch; older readings are dropped, since the facts of their slot are not at hand. */
  take(fromBlock: number, toBlock: number): Fact[] {
    const taken: Fact[] = [];
    for (const [pool, facts] of this.#waiting) {
      const slot = (facts[0] as Fact).tx.block.height;
      if (slot > toBlock) continue;
      this.#waiting.delete(pool);
      if (slot >= fromBlock - 1) taken.push(...facts);
    }
    return taken;
  }

  async #read({ dex, pool }: FollowedPool, head: BlockRef): Promise<void> {
    const { chain, reader, log, retryAfterMs = 600_000 } = this.#options;
    if (this.#waiting.has(pool)) return;
    try {
      const read = await reader.read(dex, pool, head.height);
      if (read === null) return;
      const time = (await reader.timeOf(read.slot)) ?? head.time;
      const taken = [...this.#waiting.values()].map(([fact]) => (fact as Fact).tx.block.height);
      const clashes = [...this.#waiting.keys()].some((other) => indexOf(other) === indexOf(pool));
      if (clashes && taken.includes(read.slot)) return;
      this.#waiting.set(pool, readFacts(chain, read, Math.max(time, head.time)));
      // A fee that the accounts do not tell stays unknown: asking again at once would not help.
      if (read.fee === null) this.#notBefore.set(pool, performance.now() + retryAfterMs);
    } catch (error) {
      if (!(error instanceof CodedError || error instanceof SolanaRpcError)) throw error;
      log(`${pool} (${dex}) could not be read by account: ${error.message}`);
      this.#notBefore.set(pool, performance.now() + retryAfterMs);
    }
  }
}

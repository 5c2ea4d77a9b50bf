import { CodedError } from '@tokentape/core/coded-error.ts';
import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { MergedBatch } from './merged-history.ts';
import type { SolanaProvider } from './provider.ts';

/** Stops after which another service may still have what is asked for. */
const ELSEWHERE = new Set([
  'SOLANA_RPC_UNAVAILABLE',
  'SOLANA_HISTORY_PRUNED',
  'SOLANA_CURSOR_LOOP',
  'SOLANA_PAGE_INVALID',
  'SOLANA_META_MISSING',
  'SOLANA_TRANSACTION_INVALID',
  'SOLANA_TRANSACTION_MISSING',
  'SOLANA_LOOKUP_MISSING',
  'SOLANA_BLOCK_CONTRADICTS',
]);
/** How long the next service is kept to before the preferred one is asked again. */
const RETURN_AFTER_MS = 600_000;

/** Several services in order of preference: when one gives up, the next goes on after the last slot handed on. */
export class FailoverProvider implements SolanaProvider {
  readonly #providers: readonly SolanaProvider[];
  readonly #log: (message: string) => void;
  #current = 0;
  #movedAt = 0;

  constructor(providers: readonly SolanaProvider[], log: (message: string) => void) {
    this.#providers = providers;
    this.#log = log;
  }

  get name(): string {
    return this.#provider.name;
  }

  async head(lastTime: number): Promise<BlockRef> {
    if (this.#current > 0 && performance.now() - this.#movedAt > RETURN_AFTER_MS) this.#current = 0;
    for (let tried = 1; ; tried++) {
      try {
        return await this.#provider.head(lastTime);
      } catch (error) {
        this.#moveOn(error, tried);
      }
    }
  }

  async *read(from: number, to: number): AsyncGenerator<MergedBatch> {
    let next = from;
    for (let tried = 1; next <= to; tried++) {
      try {
        for await (const batch of this.#provider.read(next, to)) {
          yield batch;
          next = batch.to + 1;
          tried = 1;
        }
      } catch (error) {
        this.#moveOn(error, tried);
      }
    }
  }

  get #provider(): SolanaProvider {
    return this.#providers[this.#current] as SolanaProvider;
  }

  #moveOn(error: unknown, tried: number): void {
    if (!(error instanceof CodedError) || !ELSEWHERE.has(error.code) || tried >= this.#providers.length) throw error;
    const failed = this.#provider.name;
    this.#current = (this.#current + 1) % this.#providers.length;
    this.#movedAt = performance.now();
    this.#log(`${failed} gave up (${error.message}); going on with ${this.#provider.name}.`);
  }
}

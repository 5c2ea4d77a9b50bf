import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '@tokentape/core/coded-error.ts';
import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { EvmRegistry } from '../dexes/evm-registry.ts';
import type { Finality } from '../sources/evm/finality.ts';
import type { RpcClient } from '../sources/evm/rpc-client.ts';
import { readFeeds } from './aggregators.ts';

export interface FeedDirectorySettings {
  registry: EvmRegistry;
  /** One for each provider, so that one that serves no state is not left for the logs that it does serve. */
  providers: readonly RpcClient[];
  finality: Pick<Finality, 'head' | 'refresh'>;
  /** Milliseconds between looks at the head before it is known. */
  pollMs: number;
  signal: AbortSignal;
  log(message: string): void;
}

/** Seconds of chain time between looks behind the proxies: a replacement is proposed days before it comes into force. */
const LOOK_EVERY_SECONDS = 3_600;

/** Keeps the registry's followed aggregators as the chain's proxies name them. */
export class FeedDirectory {
  readonly #settings: FeedDirectorySettings;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(settings: FeedDirectorySettings) {
    this.#settings = settings;
  }

  /**
   * Hands on what a source reads, with the aggregators followed that the proxies named before it began, and by the hour
   * since. A chain whose providers do not show them is read without answers until they do, which the log says.
   */
  async *alongside<T>(batches: AsyncIterable<T>): AsyncGenerator<T> {
    const { registry, finality, pollMs, signal } = this.#settings;
    if (registry.feedProxies.size === 0) return yield* batches;
    while (!(finality.head ?? (await finality.refresh()))) await sleep(pollMs, undefined, { signal });
    await this.#refresh(finality.head!);
    for await (const batch of batches) {
      yield batch;
      await this.#refresh(finality.head!);
    }
  }

  async #refresh(head: BlockRef): Promise<void> {
    const { registry, providers, log } = this.#settings;
    if (head.time - this.#lookedAt < LOOK_EVERY_SECONDS) return;
    this.#lookedAt = head.time;
    let failure = '';
    for (const rpc of providers) {
      try {
        if (await this.#take(rpc, head)) return;
      } catch (error) {
        if (!(error instanceof CodedError)) throw error;
        failure = `: ${error.message}`;
      }
    }
    const rest = registry.feeds.size > 0 ? 'those known are read on' : 'it is read without their answers';
    log(`no provider shows what is behind the price feeds of ${registry.chain}: ${rest}${failure}`);
  }

  async #take(rpc: RpcClient, { height }: BlockRef): Promise<boolean> {
    const { feedProxies, feeds } = this.#settings.registry;
    const read = await readFeeds(rpc, [...feedProxies.keys()], height);
    for (const { proxy, decimals, aggregators } of read ?? []) {
      const token = feedProxies.get(proxy)!;
      for (const aggregator of aggregators) feeds.set(aggregator, { token, decimals });
    }
    return read !== null && read.length > 0;
  }
}

import { CodedError } from '@tokentape/core/coded-error.ts';
import type { EvmBlock } from '../../dexes/evm-block.ts';
import type { BlockFetcher } from './fetch-blocks.ts';
import { fetchLogs } from './fetch-logs.ts';
import type { FilteredSource, SourceBatch } from './filtered-source.ts';
import type { Finality } from './finality.ts';
import type { GatewaySource } from './gateway-source.ts';
import type { RpcClient } from './rpc-client.ts';
import { RpcError } from './rpc-error.ts';
import type { Watch } from './watch.ts';

export interface HistoryFirstSettings {
  /** Services of history in order of preference. */
  histories: GatewaySource[];
  node: FilteredSource;
  rpc: RpcClient;
  blocks: BlockFetcher;
  finality: Finality;
  watch: Watch;
  signal: AbortSignal;
  log(message: string): void;
  /** Milliseconds that a service that gave up is left alone. */
  restMs?: number | undefined;
  /** Blocks that the node reads by itself rather than asking a service of history for them again. */
  nearBlocks: number;
}

const REST_MS = 600_000;
/** The last blocks of each batch are compared with the node's logs. */
const COMPARED = 50;

/**
 * Past blocks from services that filter them, as far as they reach and finality allows, the rest from the node. Each batch
 * must be of the node's chain and agree with its logs over a few blocks; a service that does not is left for the next one,
 * and the node goes on by itself while none is left.
 */
export class HistoryFirst {
  readonly #settings: HistoryFirstSettings;
  /** Until when each service rests, by `performance.now()`. */
  readonly #restUntil = new Map<GatewaySource, number>();
  #silent = false;

  constructor(settings: HistoryFirstSettings) {
    this.#settings = settings;
  }

  async *read(from: number, to: number): AsyncGenerator<SourceBatch> {
    const { node, histories } = this.#settings;
    let next = from;
    while (next <= to) {
      for (const history of histories) {
        if (!this.#isAwake(history)) continue;
        for await (const batch of this.#from(history, next, to)) {
          yield batch;
          next = endOf(batch).height + 1;
        }
      }
      if (next > to) return;
      for await (const batch of node.read(next, to)) {
        yield batch;
        next = endOf(batch).height + 1;
        if (this.#isWorthAsking(next, to)) break;
      }
    }
  }

  /** What one service has from `from` on; ends early when it fails or contradicts the node. */
  async *#from(history: GatewaySource, from: number, to: number): AsyncGenerator<SourceBatch> {
    const { finality, signal, log } = this.#settings;
    let next = from;
    try {
      const head = finality.head ?? (await finality.refresh());
      const reach = Math.min(to, await history.height(), head?.height ?? -1);
      if (reach >= from) log(`blocks ${from} to ${reach} come from ${history.host}`);
      for await (const batch of history.read(from, reach)) {
        await this.#check(history, batch);
        const end = endOf(batch).height;
        yield { ...batch, isHead: end >= reach };
        next = end + 1;
      }
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof CodedError) throw error;
      log(`${history.host} gave up at block ${next}: ${reasonOf(error)}`);
    }
    this.#restUntil.set(history, performance.now() + (this.#settings.restMs ?? REST_MS));
  }

  /** @throws CodedError `PROVIDERS_DISAGREE` when the service is of another chain, RpcError when logs differ */
  async #check(history: GatewaySource, batch: SourceBatch): Promise<void> {
    const { rpc, blocks } = this.#settings;
    const end = endOf(batch);
    const own = await rpc.call(blocks.presentHeader(end.height));
    if (own.hash !== end.hash) {
      throw new CodedError(
        'PROVIDERS_DISAGREE',
        `Finalized block ${end.height} is ${end.hash} at ${history.host} and ${own.hash} at ${rpc.host}: one of them is of another chain. Nothing of it was written; correct the end points.`,
      );
    }
    const from = Math.max(batch.from, end.height - COMPARED + 1);
    const logs = await this.#nodeLogs(from, end.height);
    if (logs === null) return;
    const theirs = batch.blocks.filter(({ height }) => height >= from).flatMap(positions);
    if (logs.join() !== theirs.join()) {
      throw new RpcError('inconsistent', `its logs of blocks ${from} to ${end.height} are not those of ${rpc.host}`);
    }
  }

  /** Null when the node does not keep the logs of so old blocks: the service then stands alone. */
  async #nodeLogs(from: number, to: number): Promise<string[] | null> {
    const { rpc, watch, log } = this.#settings;
    try {
      const logs = await fetchLogs(rpc, watch.filters(), from, to, { tooLarge: () => undefined });
      return logs.map(({ blockNumber, logIndex, transactionHash }) => `${blockNumber}:${logIndex}:${transactionHash}`);
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'RPC_UNAVAILABLE') throw error;
      if (!this.#silent) log(`not compared with ${rpc.host} from block ${from} on: ${error.message}`);
      this.#silent = true;
      return null;
    }
  }

  #isAwake(history: GatewaySource): boolean {
    return performance.now() >= (this.#restUntil.get(history) ?? 0);
  }

  /** Whether so much is left that a service which has rested should take over from the node. */
  #isWorthAsking(next: number, to: number): boolean {
    const { histories, finality, nearBlocks } = this.#settings;
    const left = Math.min(to, finality.head?.height ?? -1) - next;
    return left > nearBlocks && histories.some((history) => this.#isAwake(history));
  }
}

const endOf = ({ blocks }: SourceBatch): EvmBlock => blocks.at(-1)!;

const positions = ({ height, logs }: EvmBlock): string[] =>
  logs.map(({ logIndex, transactionHash }) => `${height}:${logIndex}:${transactionHash}`);

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

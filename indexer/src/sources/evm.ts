import type { Database } from '@subsquid/util-internal-processor-tools';
import { CodedError } from '@tokentape/core/coded-error.ts';
import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { Chain } from '@tokentape/core/registry/types.ts';
import type { Progress } from '../batch.ts';
import type { EvmBlock } from '../dexes/evm-block.ts';
import type { KnownPools } from '../dexes/known-pools.ts';
import { FeedDirectory } from '../references/feed-directory.ts';
import { Audit } from './evm/audit.ts';
import { BlockFetcher } from './evm/fetch-blocks.ts';
import { FilteredSource, type SourceBatch } from './evm/filtered-source.ts';
import { Finality } from './evm/finality.ts';
import { GatewaySource } from './evm/gateway-source.ts';
import { historyClient } from './evm/history-client.ts';
import { HistoryFirst } from './evm/history-first.ts';
import { ProgressMeter } from './evm/progress.ts';
import { RpcClient } from './evm/rpc-client.ts';
import { runSource } from './evm/run-source.ts';
import { Watch } from './evm/watch.ts';

export interface EvmSourceOptions<Store> {
  chain: Chain;
  /** JSON-RPC end points in order of preference; further ones serve fail-over, and the second one the audit. */
  rpcUrl: string | string[];
  /**
   * Services for history in order of preference: gateways of the SQD network or datasets of an SQD portal. The head always
   * comes from the JSON-RPC end point.
   */
  historyUrls?: string[];
  headers?: Record<string, string>;
  fromBlock: number;
  /** Last block to index; without it the source follows the head until `signal`. */
  toBlock?: number;
  /** A TypeormDatabase with `stateSchema: 'squid_<chain>'`, `isolationLevel: 'READ COMMITTED'` and `supportHotBlocks: false`. */
  database: Database<Store>;
  /** The pools known at the checkpoint: what the filter starts from. Decoding extends its own; this one is copied. */
  pools: KnownPools;
  /**
   * Called for every block as soon as it is read, in order, while an earlier batch may still be written: what needs no
   * database can be done meanwhile.
   */
  onRead?(block: EvmBlock): void;
  /**
   * Called inside the batch's transaction with the blocks that carry watched logs and the last block covered, ascending.
   * `head` is the finalized head, `fromBlock` the first block covered.
   */
  onBatch(store: Store, blocks: EvmBlock[], head: BlockRef, fromBlock: number): Promise<void>;
  onProgress?(progress: Omit<Progress, 'facts'>): void;
  /** Called at looks at the head that find everything up to it committed. */
  onIdle?(head: BlockRef): void;
  log(message: string): void;
  signal?: AbortSignal;
  /** Milliseconds between looks at the head. */
  pollMs?: number;
  /** Logs to collect before a commit. */
  logsPerBatch?: number;
  /** Whether every range is compared with the second end point's answer; true when there is one. */
  audit?: boolean;
  /** Limits of the end point: see RpcClient. */
  rpc?: { concurrency?: number; batchSize?: number; timeoutMs?: number; attempts?: number; pauseMs?: number };
  /** Limits of the services for history: see HistorySettings and HistoryFirst. */
  history?: { attempts?: number; pauseMs?: number; timeoutMs?: number; requestsPerSecond?: number; restMs?: number };
}

/**
 * Reads the finalized blocks of an EVM chain that carry logs of the registry's tokens and pools and hands them on in
 * order, each batch inside the transaction that moves the checkpoint. Returns when `toBlock` is committed or soon after
 * `signal` aborts, with the transaction under way finished or undone.
 * @throws CodedError with what to do when no provider answers, answers contradict each other, or finality is violated
 */
export async function runEvmSource<Store>(options: EvmSourceOptions<Store>): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(options.signal ? [options.signal] : [])]);
  const { toBlock = Number.POSITIVE_INFINITY, chain, fromBlock, database, log } = options;
  const { rpc, blocks, finality, read } = connect(options, signal);
  const progress = new ProgressMeter(chain.id, toBlock);
  try {
    await runSource({
      from: fromBlock,
      to: toBlock,
      database,
      read,
      onRead: options.onRead ?? (() => {}),
      hashOf: async (height) => (await rpc.call(blocks.header(height)))?.hash ?? null,
      head: async () => (finality.head ?? (await finality.refresh()))?.height ?? -1,
      process: async (store, batch) => {
        const head = finality.head ?? (await finality.refresh()) ?? blockRef(batch);
        await options.onBatch(store, batch.blocks, head, batch.from);
        options.onProgress?.(progress.of(batch, head));
      },
      log,
    });
  } catch (error) {
    if (!options.signal?.aborted) throw error;
  } finally {
    stop.abort();
  }
}

/** What the node reads by itself in a while: services for history are asked for more than this. */
const NEAR_SECONDS = 3_600;

function connect(options: EvmSourceOptions<unknown>, signal: AbortSignal) {
  const { chain, rpcUrl, historyUrls = [], headers = {}, pollMs = 1_000, logsPerBatch = 10_000, log } = options;
  if (chain.chainId === null) throw new CodedError('NOT_EVM', `${chain.id} is not an EVM chain.`);
  const urls = [rpcUrl].flat();
  const settings = { chainId: chain.chainId, signal, log, headers, ...options.rpc };
  const rpc = new RpcClient({ urls, ...settings });
  const second = urls[1];
  const audit =
    second && options.audit !== false ? new Audit(rpc, new RpcClient({ urls: [second], ...settings }), log) : null;
  const blocks = new BlockFetcher(rpc);
  const finality = new Finality(rpc, blocks);
  const watch = new Watch(options.pools);
  const pauseMs = options.rpc?.pauseMs ?? 250;
  const onIdle = (head: BlockRef): void => options.onIdle?.(head);
  const pace = { pollMs, logsPerBatch, pauseMs };
  const node = new FilteredSource({ rpc, blocks, finality, watch, signal, audit, ...pace, onIdle });
  const histories = historyUrls.map((url) => {
    return new GatewaySource({ client: historyClient({ url, signal, log, ...options.history }), watch, logsPerBatch });
  });
  const nearBlocks = Math.ceil(NEAR_SECONDS / chain.blockSeconds);
  const restMs = options.history?.restMs;
  const source =
    histories.length === 0
      ? node
      : new HistoryFirst({ histories, node, rpc, blocks, finality, watch, signal, log, restMs, nearBlocks });
  const providers = urls.map((url) => new RpcClient({ urls: [url], ...settings }));
  const feeds = new FeedDirectory({ registry: options.pools.registry, providers, finality, pollMs, signal, log });
  return { rpc, blocks, finality, read: (from: number, to: number) => feeds.alongside(source.read(from, to)) };
}

function blockRef({ blocks }: SourceBatch): BlockRef {
  const { height, hash, timestamp } = blocks.at(-1)!;
  return { height, hash, time: timestamp };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@subsquid/util-internal-processor-tools';
import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import { tokensOf } from '@tokentape/core/registry/registry.ts';
import type { Chain } from '@tokentape/core/registry/types.ts';
import { createHelius, type HeliusClient } from 'helius-sdk';
import type { Progress } from '../batch.ts';
import type { SolanaBlock } from '../dexes/solana-block.ts';
import { AddressStream } from './solana/address-stream.ts';
import { toBlocks } from './solana/blocks.ts';
import { finalizedHead } from './solana/finalized-head.ts';
import { AddressHistory, type History } from './solana/history.ts';
import { Changes, type MergedBatch, mergeHistories } from './solana/merged-history.ts';
import { Overlap } from './solana/overlap.ts';
import { SolanaRpcError } from './solana/rpc-fault.ts';
import { BlockPositions, SignatureHistory } from './solana/signature-history.ts';
import { solanaTransport } from './solana/transport.ts';

export interface SolanaSourceOptions<Store> {
  chain: Chain;
  /** JSON-RPC end points in order of preference; further ones serve fail-over. */
  rpcUrl: string | string[];
  /** Helius key of the first end point; sent in its query and shown nowhere. */
  apiKey?: string;
  fromBlock: number;
  /** Last slot to index; without it the source follows the finalized head until `signal`. */
  toBlock?: number;
  /** A TypeormDatabase with `stateSchema: 'squid_solana'`, `isolationLevel: 'READ COMMITTED'` and `supportHotBlocks: false`. */
  database: Database<Store>;
  /**
   * Called inside the batch's transaction with the slots that carry transactions and the last slot covered, ascending.
   * `head` is the finalized head, `fromBlock` the first slot covered; a transaction that the provider had left out of an
   * earlier answer comes in a slot before it.
   */
  onBatch(store: Store, blocks: SolanaBlock[], head: BlockRef, fromBlock: number): Promise<void>;
  onProgress?(progress: Omit<Progress, 'facts'>): void;
  /** Called whenever everything up to the finalized head is committed. */
  onIdle?(head: BlockRef): void;
  log(message: string): void;
  signal?: AbortSignal;
  /** Addresses whose history is read: the registry's mints by default. */
  addresses?: string[];
  /** Milliseconds between looks at the head. */
  pollMs?: number;
  /** Transactions to collect before a commit. */
  transactionsPerBatch?: number;
  /** Slots before the checkpoint that are read again while following the head, for transactions that a provider adds late. */
  overlapSlots?: number;
  rpc?: {
    concurrency?: number;
    requestsPerSecond?: number;
    timeoutMs?: number;
    attempts?: number;
    pauseMs?: number;
  };
}

/**
 * Reads the finalized transactions that name the registry's mints and hands them on in order, each batch inside the
 * transaction that moves the checkpoint. Returns when `toBlock` is committed or soon after `signal` aborts.
 * @throws CodedError with what to do when no provider answers or answers cannot be trusted; nothing of the batch is written
 */
export async function runSolanaSource<Store>(options: SolanaSourceOptions<Store>): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(options.signal ? [options.signal] : [])]);
  try {
    await follow(options, signal);
  } catch (error) {
    if (!options.signal?.aborted) throw error;
  } finally {
    stop.abort();
  }
}

async function follow<Store>(options: SolanaSourceOptions<Store>, signal: AbortSignal): Promise<void> {
  const { database, fromBlock, toBlock = Number.POSITIVE_INFINITY, pollMs = 2_000, overlapSlots = 300 } = options;
  const helius = connect(options, signal);
  const addresses = options.addresses ?? watchedAddresses(options.chain);
  const histories = await chooseHistory(helius, addresses, options.log);
  const overlap = new Overlap(overlapSlots);
  const state = await database.connect();
  let committed = { height: state.height, hash: state.hash };
  let time = 0;
  let firstTime: number | null = null;
  while (Math.max(committed.height, fromBlock - 1) < toBlock) {
    signal.throwIfAborted();
    const head = await finalizedHead(helius, time);
    const end = Math.min(toBlock, head.height);
    const start = Math.max(committed.height + 1, fromBlock);
    if (start > end) {
      options.onIdle?.(head);
      await sleep(pollMs, undefined, { signal });
      continue;
    }
    const from = Math.max(fromBlock, overlap.startFrom(start));
    let covered = start;
    for await (const merged of merge(options, histories, addresses, from, end, signal)) {
      const batch = overlap.fresh(merged, covered);
      if (batch === null) continue;
      const blocks = toBlocks(batch, batch.to === head.height ? head.time : time);
      const last = blocks.at(-1) as SolanaBlock;
      time = last.time;
      firstTime ??= (blocks[0] as SolanaBlock).time;
      const next = { height: last.height, hash: last.hash };
      const first = covered;
      await database.transact(
        { prevHead: committed, nextHead: next, isOnTop: batch.to === end },
        async (store: Store) => options.onBatch(store, blocks, head, first),
      );
      committed = next;
      covered = batch.to + 1;
      options.onProgress?.({
        chain: options.chain.id,
        block: batch.to,
        headBlock: end,
        time,
        firstTime,
        headTime: Math.max(head.time, time),
      });
    }
  }
}

function connect<Store>(options: SolanaSourceOptions<Store>, signal: AbortSignal): HeliusClient {
  const urls = [options.rpcUrl].flat();
  const transport = solanaTransport({ urls, apiKey: options.apiKey, signal, log: options.log, ...options.rpc });
  return createHelius({ baseUrl: urls[0] as string, transport: () => transport });
}

type OpenHistory = (address: string, from: number, to: number) => History;

/** Plans differ: asks once whether the paged history is served. */
async function chooseHistory(
  helius: HeliusClient,
  addresses: string[],
  log: (text: string) => void,
): Promise<OpenHistory> {
  try {
    await helius.getTransactionsForAddress([
      addresses[0] as string,
      { transactionDetails: 'signatures', limit: 1, sortOrder: 'asc' },
    ] as never);
  } catch (error) {
    if (!(error instanceof SolanaRpcError) || error.fault !== 'refused') throw error;
    log('The plan does not serve getTransactionsForAddress; reading signatures and transactions one by one.');
    const positions = new BlockPositions(helius);
    return (address, from, to) => new SignatureHistory(helius, positions, address, from, to);
  }
  return (address, from, to) => new AddressHistory(helius, address, from, to);
}

function merge<Store>(
  { transactionsPerBatch = 4_000 }: SolanaSourceOptions<Store>,
  open: OpenHistory,
  addresses: string[],
  from: number,
  to: number,
  signal: AbortSignal,
): AsyncGenerator<MergedBatch> {
  const changes = new Changes();
  const streams = addresses.map(
    (address) => new AddressStream(address, open(address, from, to), from, to, changes.notify),
  );
  for (const stream of streams) stream.pump();
  return mergeHistories(streams, changes, from, to, { transactionsPerBatch, patienceMs: 5_000, signal });
}

/** The registry's mints, which every transaction of a stock names, and the pools that price the quotes. */
const watchedAddresses = (chain: Chain): string[] => [
  ...tokensOf(chain.id).map(({ token }) => token.address),
  ...chain.quotePools.map((pool) => pool.address),
];

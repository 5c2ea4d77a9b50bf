import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@subsquid/util-internal-processor-tools';
import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import { dexes, tokensOf } from '@tokentape/core/registry/registry.ts';
import type { Chain } from '@tokentape/core/registry/types.ts';
import type { BalanceFindings, Progress } from '../batch.ts';
import type { SolanaBlock } from '../dexes/solana-block.ts';
import { solanaVenues } from '../dexes/solana-venues.ts';
import type { BalanceChain } from './solana/balance-chain.ts';
import { toBlocks } from './solana/blocks.ts';
import { Completeness } from './solana/completeness.ts';
import { FailoverProvider } from './solana/failover-provider.ts';
import { HeliusProvider } from './solana/helius-provider.ts';
import { Overlap } from './solana/overlap.ts';
import { PortalProvider } from './solana/portal-provider.ts';
import type { Watched } from './solana/portal-query.ts';
import type { SolanaProvider } from './solana/provider.ts';
import { isPortalUrl } from './sqd-urls.ts';

export interface SolanaSourceOptions<Store> {
  chain: Chain;
  /**
   * End points in order of preference; further ones serve fail-over. JSON-RPC nodes, and datasets of an SQD portal
   * (`…/datasets/solana-mainnet`), which come after all nodes.
   */
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
   * earlier answer comes in a slot before it. `balances` is what following the balances of token accounts showed.
   */
  onBatch(
    store: Store,
    blocks: SolanaBlock[],
    head: BlockRef,
    fromBlock: number,
    balances: BalanceFindings,
  ): Promise<void>;
  onProgress?(progress: Omit<Progress, 'facts'>): void;
  /** Called whenever everything up to the finalized head is committed; reading goes on when it is done. */
  onIdle?(head: BlockRef): void | Promise<void>;
  log(message: string): void;
  signal?: AbortSignal;
  /** Addresses whose history is read: the registry's mints by default. */
  addresses?: string[];
  /** Milliseconds between looks at the head. */
  pollMs?: number;
  /** Transactions to collect before a commit. */
  transactionsPerBatch?: number;
  /** The balances that prove completeness: those of xStocks by default. */
  balances?: BalanceChain;
  /** Slots before the checkpoint that are read again, at a start and while following the head, for transactions that come late. */
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
  const provider = connect(options, signal);
  const completeness = new Completeness(provider, options.log, options.balances);
  const state = await database.connect();
  const overlap = new Overlap(overlapSlots, state.height >= fromBlock ? state.height : null);
  let committed = { height: state.height, hash: state.hash };
  let time = 0;
  let firstTime: number | null = null;
  while (Math.max(committed.height, fromBlock - 1) < toBlock) {
    signal.throwIfAborted();
    const head = await provider.head(time);
    const end = Math.min(toBlock, head.height);
    const start = Math.max(committed.height + 1, fromBlock);
    if (start > end) {
      await options.onIdle?.(head);
      await sleep(pollMs, undefined, { signal });
      continue;
    }
    const from = Math.max(fromBlock, overlap.startFrom(start));
    let covered = start;
    for await (const merged of provider.read(from, end)) {
      const fresh = overlap.fresh(merged, covered);
      if (fresh === null) continue;
      const batch = await completeness.complete(fresh, covered, overlap.has);
      const blocks = toBlocks(batch, batch.to === head.height ? head.time : time);
      const last = blocks.at(-1) as SolanaBlock;
      time = last.time;
      firstTime ??= (blocks[0] as SolanaBlock).time;
      const next = { height: last.height, hash: last.hash };
      const first = covered;
      await database.transact(
        { prevHead: committed, nextHead: next, isOnTop: batch.to === end },
        async (store: Store) => options.onBatch(store, blocks, head, first, batch.balances),
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

/** The JSON-RPC end points are one provider, each portal another one after it. */
function connect<Store>(options: SolanaSourceOptions<Store>, signal: AbortSignal): SolanaProvider {
  const { chain, apiKey, log, rpc, transactionsPerBatch = 4_000 } = options;
  const addresses = options.addresses ?? watchedAddresses(chain);
  const common = { ...rpc, signal, log, transactionsPerBatch, patienceMs: 5_000 };
  const given = [options.rpcUrl].flat();
  const urls = given.filter((url) => !isPortalUrl(url));
  const portals = given.filter(isPortalUrl);
  const providers: SolanaProvider[] = portals.map(
    (url) => new PortalProvider({ ...common, url, watched: watchedOf(chain, addresses) }),
  );
  if (urls.length > 0) providers.unshift(new HeliusProvider({ ...common, urls, apiKey, addresses }));
  return providers.length === 1 ? (providers[0] as SolanaProvider) : new FailoverProvider(providers, log);
}

function watchedOf({ id, quotePools }: Chain, addresses: string[]): Watched {
  const pools = quotePools.filter(({ address }) => addresses.includes(address));
  const theirs = dexes.filter((dex) => pools.some((pool) => pool.dex === dex.id)).flatMap((dex) => dex.deployments);
  return {
    mints: addresses.filter((address) => !pools.some((pool) => pool.address === address)),
    pools: pools.map(({ address }) => address),
    poolPrograms: theirs.filter(({ chain }) => chain === id).map(({ address }) => address),
    venuePrograms: solanaVenues.map(({ program }) => program),
  };
}

/** The registry's mints, which every transaction of a stock names, and the pools that price the quotes. */
const watchedAddresses = (chain: Chain): string[] => [
  ...tokensOf(chain.id).map(({ token }) => token.address),
  ...chain.quotePools.map((pool) => pool.address),
];

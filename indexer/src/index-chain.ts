import type { Store } from '@subsquid/typeorm-store';
import type { BlockRef, ChainId } from '@tokentape/core/facts/chain.ts';
import type { BalanceFindings, FactBatch, Progress } from './batch.ts';
import { decodeEvmBlock } from './dexes/evm.ts';
import type { EvmBlock } from './dexes/evm-block.ts';
import { evmRegistry } from './dexes/evm-registry.ts';
import { KnownPools } from './dexes/known-pools.ts';
import { decodeSolanaBlocks, type SolanaBlock } from './dexes/solana-block.ts';
import type { Endpoint } from './endpoints.ts';
import { type FindImpostors, findEvmImpostors, findSolanaImpostors } from './impostors/find-impostors.ts';
import { runEvmSource } from './sources/evm.ts';
import { PoolReader } from './sources/solana/pool-reader.ts';
import { PoolReads, type PoolReadsOptions } from './sources/solana/pool-reads.ts';
import { solanaTransport } from './sources/solana/transport.ts';
import { runSolanaSource } from './sources/solana.ts';
import { isPortalUrl } from './sources/sqd-urls.ts';
import { ChainDatabase } from './store/chain-database.ts';
import { checkCheckpoint } from './store/check-checkpoint.ts';
import { type LoadedPool, loadPools } from './store/load-pools.ts';
import { markFollowed } from './store/mark-followed.ts';
import { type ChainStore, openStore } from './store/open-store.ts';

/** One run of one chain's indexer. */
export interface IndexRun {
  endpoint: Endpoint;
  databaseUrl: string;
  /** Where to begin when nothing is indexed yet. */
  fromBlock: number;
  /** Last block; without it the head is followed until `signal`. */
  toBlock?: number;
  /** Transactions (Solana) or logs (EVM) to collect before a commit. */
  batchSize?: number;
  /** Patience with the end points, and the pace at the head; see the sources' options. */
  pace?: { attempts?: number; pauseMs?: number; timeoutMs?: number; requestsPerSecond?: number; pollMs?: number };
  /** Milliseconds between looks at the head of Solana. */
  pollMs?: number;
  signal?: AbortSignal;
  onProgress?(progress: Progress): void;
  /** Called whenever everything up to the finalized head is committed. */
  onIdle?(): void;
  log(message: string): void;
  /** How pools are read by account, at the head of Solana. */
  poolReads?: Pick<PoolReadsOptions, 'everyMs' | 'checkEveryMs' | 'budgetMs' | 'retryAfterMs'> & {
    requestsPerSecond?: number;
  };
}

type Decoded = Pick<FactBatch, 'facts' | 'failed' | 'unrecognised'>;

/**
 * Indexes one chain: source, decoders, pricing and store, one transaction a batch. Returns when `toBlock` is committed or
 * soon after `signal` aborts.
 * @returns where the store spent its time, in milliseconds by step
 * @throws CodedError or StoreError with what to do; everything committed before stays
 */
export async function indexChain(run: IndexRun): Promise<ChainStore['timings']> {
  const { chain } = run.endpoint;
  await markFollowed(run.databaseUrl, chain.id);
  await checkCheckpoint(run.databaseUrl, chain.id);
  const pools = await loadPools(run.databaseUrl, chain.id);
  const meter = new FactMeter(run);
  const database = new ChainDatabase(chain.id, run.databaseUrl);
  try {
    await readInto(database, run, pools, meter);
  } finally {
    await database.disconnect();
  }
  return meter.timings;
}

/** Runs the source of the run's chain into the database until it ends. */
async function readInto(database: ChainDatabase, run: IndexRun, pools: LoadedPool[], meter: FactMeter): Promise<void> {
  const { chain, rpcUrl, apiKey, fallbackUrl, historyUrls } = run.endpoint;
  const { fromBlock, toBlock, batchSize, pace: { pollMs, ...patience } = {}, signal, log } = run;
  const source = {
    ...{ chain, fromBlock, log },
    rpcUrl: fallbackUrl === undefined ? rpcUrl : [rpcUrl, fallbackUrl],
    ...(toBlock === undefined ? {} : { toBlock }),
    ...(signal === undefined ? {} : { signal }),
    ...(pollMs === undefined ? {} : { pollMs }),
    rpc: patience,
    ...(batchSize === undefined ? {} : { transactionsPerBatch: batchSize, logsPerBatch: batchSize }),
    database,
    onProgress: meter.report,
    onIdle: meter.idle,
  };
  if (chain.kind === 'solana') {
    const known = new Set(pools.map(({ pool }) => pool));
    const decode = (blocks: SolanaBlock[]) => decodeSolanaBlocks(blocks, chain.id, known);
    const store = openStore(chain.id);
    const reads = poolReads(run, store);
    await runSolanaSource({
      ...source,
      ...(apiKey ? { apiKey } : {}),
      ...(run.pollMs === undefined ? {} : { pollMs: run.pollMs }),
      onBatch: writer(chain.id, store, decode, meter, findSolanaImpostors(run), reads),
      async onIdle(head) {
        meter.idle(head);
        await reads?.idle(head);
      },
    });
  } else {
    const known = new KnownPools(evmRegistry(chain.id), pools);
    const decode = (blocks: EvmBlock[]) => joined(blocks.map((block) => decodeEvmBlock(block, known)));
    const history = { history: patience, ...(historyUrls === undefined ? {} : { historyUrls }) };
    await runEvmSource({
      ...source,
      ...history,
      pools: known,
      onBatch: writer(chain.id, openStore(chain.id), decode, meter, findEvmImpostors(run)),
    });
  }
}

/** Counts what is stored, since sources know blocks and not facts. */
class FactMeter {
  facts = 0;
  timings: ChainStore['timings'] = {};
  readonly #run: IndexRun;

  constructor(run: IndexRun) {
    this.#run = run;
  }

  readonly report = (progress: Omit<Progress, 'facts'>): void => {
    this.#run.onProgress?.({ ...progress, facts: this.facts });
  };

  readonly idle = ({ height, time }: BlockRef): void => {
    const chain = this.#run.endpoint.chain.id;
    this.report({ chain, block: height, headBlock: height, time, firstTime: time, headTime: time });
    this.#run.onIdle?.();
  };
}

function writer<Block extends EvmBlock | SolanaBlock>(
  chain: ChainId,
  store: ChainStore,
  decode: (blocks: Block[]) => Decoded,
  meter: FactMeter,
  findImpostors: FindImpostors<Block>,
  reads?: PoolReads,
) {
  return async (
    transaction: Store,
    blocks: Block[],
    finalized: BlockRef,
    fromBlock: number,
    balances?: BalanceFindings,
  ): Promise<void> => {
    const decoded = decode(blocks);
    const last = blocks.at(-1);
    if (!last) return;
    const to: BlockRef = { height: last.height, hash: last.hash, time: 'time' in last ? last.time : last.timestamp };
    const impostors = await findImpostors(blocks, decoded.facts, finalized);
    const facts = [...decoded.facts, ...impostors, ...(reads?.take(fromBlock, to.height) ?? [])];
    await store.writeBatch(transaction, {
      chain,
      fromBlock,
      to,
      finalized,
      ...decoded,
      facts,
      ...(balances && { balances }),
    });
    meter.facts += facts.length;
    meter.timings = store.timings;
  };
}

/** Below the ten requests a second of Helius's free plan. */
const FREE_PLAN = 8;

/** Readings of pools by account; none without a node, since a portal serves transactions only. */
function poolReads({ endpoint, poolReads: settings = {}, signal, log }: IndexRun, store: ChainStore) {
  const { chain, rpcUrl, apiKey, fallbackUrl } = endpoint;
  const urls = [rpcUrl, ...(fallbackUrl === undefined ? [] : [fallbackUrl])].filter((url) => !isPortalUrl(url));
  if (urls.length === 0) return undefined;
  const { requestsPerSecond = FREE_PLAN, ...pace } = settings;
  const until = signal ?? new AbortController().signal;
  const key = urls[0] === rpcUrl ? apiKey : undefined;
  const transport = solanaTransport({ urls, apiKey: key, signal: until, log, requestsPerSecond, attempts: 3 });
  return new PoolReads({ ...pace, chain: chain.id, reader: new PoolReader(transport), followed: store.followed, log });
}

function joined(blocks: Pick<Decoded, 'facts' | 'unrecognised'>[]): Decoded {
  return {
    facts: blocks.flatMap(({ facts }) => facts),
    failed: [],
    unrecognised: blocks.flatMap(({ unrecognised }) => unrecognised),
  };
}

import type { Store } from '@subsquid/typeorm-store';
import type { BlockRef, ChainId } from '@tokentape/core/facts/chain.ts';
import type { FactBatch, Progress } from './batch.ts';
import { decodeEvmBlock } from './dexes/evm.ts';
import type { EvmBlock } from './dexes/evm-block.ts';
import { evmRegistry } from './dexes/evm-registry.ts';
import { KnownPools } from './dexes/known-pools.ts';
import { decodeSolanaBlocks, type SolanaBlock } from './dexes/solana-block.ts';
import type { Endpoint } from './endpoints.ts';
import { runEvmSource } from './sources/evm.ts';
import { runSolanaSource } from './sources/solana.ts';
import { ChainDatabase } from './store/chain-database.ts';
import { checkCheckpoint } from './store/check-checkpoint.ts';
import { loadPools } from './store/load-pools.ts';
import { markFollowed } from './store/mark-followed.ts';
import { openStore } from './store/open-store.ts';

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
  signal?: AbortSignal;
  onProgress?(progress: Progress): void;
  /** Called whenever everything up to the finalized head is committed. */
  onIdle?(): void;
  log(message: string): void;
}

type Decoded = Pick<FactBatch, 'facts' | 'failed' | 'unrecognised'>;

/**
 * Indexes one chain: source, decoders, pricing and store, one transaction a batch. Returns when `toBlock` is committed or
 * soon after `signal` aborts.
 * @throws CodedError or StoreError with what to do; everything committed before stays
 */
export async function indexChain(run: IndexRun): Promise<void> {
  const { chain, rpcUrl, apiKey, fallbackUrl, historyUrls } = run.endpoint;
  const { fromBlock, toBlock, batchSize, pace: { pollMs, ...patience } = {}, signal, log } = run;
  await markFollowed(run.databaseUrl, chain.id);
  await checkCheckpoint(run.databaseUrl, chain.id);
  const pools = await loadPools(run.databaseUrl, chain.id);
  const meter = new FactMeter(run);
  const source = {
    ...{ chain, fromBlock, log },
    rpcUrl: fallbackUrl === undefined ? rpcUrl : [rpcUrl, fallbackUrl],
    ...(toBlock === undefined ? {} : { toBlock }),
    ...(signal === undefined ? {} : { signal }),
    ...(pollMs === undefined ? {} : { pollMs }),
    rpc: patience,
    ...(batchSize === undefined ? {} : { transactionsPerBatch: batchSize, logsPerBatch: batchSize }),
    database: new ChainDatabase(chain.id, run.databaseUrl),
    onProgress: meter.report,
    onIdle: meter.idle,
  };
  if (chain.kind === 'solana') {
    const known = new Set(pools.map(({ pool }) => pool));
    const decode = (blocks: SolanaBlock[]) => decodeSolanaBlocks(blocks, chain.id, known);
    await runSolanaSource({ ...source, ...(apiKey ? { apiKey } : {}), onBatch: writer(chain.id, decode, meter) });
  } else {
    const known = new KnownPools(evmRegistry(chain.id), pools);
    const decode = (blocks: EvmBlock[]) => joined(blocks.map((block) => decodeEvmBlock(block, known)));
    const history = { history: patience, ...(historyUrls === undefined ? {} : { historyUrls }) };
    await runEvmSource({ ...source, ...history, pools: known, onBatch: writer(chain.id, decode, meter) });
  }
}

/** Counts what is stored, since sources know blocks and not facts. */
class FactMeter {
  facts = 0;
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
  decode: (blocks: Block[]) => Decoded,
  meter: FactMeter,
) {
  const store = openStore(chain);
  return async (transaction: Store, blocks: Block[], finalized: BlockRef, fromBlock: number): Promise<void> => {
    const decoded = decode(blocks);
    const last = blocks.at(-1);
    if (!last) return;
    const to: BlockRef = { height: last.height, hash: last.hash, time: 'time' in last ? last.time : last.timestamp };
    await store.writeBatch(transaction, { chain, fromBlock, to, finalized, ...decoded });
    meter.facts += decoded.facts.length;
  };
}

function joined(blocks: Pick<Decoded, 'facts' | 'unrecognised'>[]): Decoded {
  return {
    facts: blocks.flatMap(({ facts }) => facts),
    failed: [],
    unrecognised: blocks.flatMap(({ unrecognised }) => unrecognised),
  };
}

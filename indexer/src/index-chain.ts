import type { Progress } from './batch.ts';
import type { Endpoint } from './endpoints.ts';
import { FactWriter } from './fact-writer.ts';
import type { PoolReadsOptions } from './sources/solana/pool-reads.ts';
import { ChainDatabase } from './store/chain-database.ts';
import { checkCheckpoint } from './store/check-checkpoint.ts';
import { loadPools } from './store/load-pools.ts';
import { markFollowed } from './store/mark-followed.ts';
import type { ChainStore } from './store/open-store.ts';

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

/**
 * Indexes one chain: source, decoders, pricing and store, one transaction a batch. Returns when `toBlock` is committed or
 * soon after `signal` aborts.
 * @returns where the store spent its time, in milliseconds by step
 * @throws CodedError or StoreError with what to do; everything committed before stays
 */
export async function indexChain(run: IndexRun): Promise<ChainStore['timings']> {
  const { chain } = run.endpoint;
  await markFollowed(run.databaseUrl, chain.id);
  const checkpoint = await checkCheckpoint(run.databaseUrl, chain.id);
  const pools = await loadPools(run.databaseUrl, chain.id, checkpoint + 1);
  const writer = new FactWriter(run);
  const database = new ChainDatabase(chain.id, run.databaseUrl);
  try {
    // A process reads one chain: the libraries of the other family would be a good part of its start and of its memory.
    const family = chain.kind === 'solana' ? await import('./index-solana.ts') : await import('./index-evm.ts');
    await family.readInto(database, run, pools, writer);
  } finally {
    await database.disconnect();
  }
  return writer.store.timings;
}

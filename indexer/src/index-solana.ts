import { decodeSolanaBlocks, type SolanaBlock } from './dexes/solana-block.ts';
import type { BlockReading, FactWriter } from './fact-writer.ts';
import { findSolanaImpostors } from './impostors/find-solana-impostors.ts';
import type { IndexRun } from './index-chain.ts';
import { PoolReader } from './sources/solana/pool-reader.ts';
import { PoolReads } from './sources/solana/pool-reads.ts';
import { solanaTransport } from './sources/solana/transport.ts';
import { runSolanaSource } from './sources/solana.ts';
import { isPortalUrl } from './sources/sqd-urls.ts';
import type { ChainDatabase } from './store/chain-database.ts';
import type { LoadedPool } from './store/load-pools.ts';
import type { ChainStore } from './store/open-store.ts';

/** Runs the source of Solana into the database until it ends. */
export async function readInto(
  database: ChainDatabase,
  run: IndexRun,
  loaded: LoadedPool[],
  writer: FactWriter,
): Promise<void> {
  const { chain, rpcUrl, apiKey, fallbackUrl } = run.endpoint;
  const { fromBlock, toBlock, batchSize, pace: { pollMs: pace, ...rpc } = {}, signal, log } = run;
  const pollMs = run.pollMs ?? pace;
  const known = new Set(loaded.map(({ pool }) => pool));
  const reads = poolReads(run, writer.store);
  const reading: BlockReading<SolanaBlock> = {
    decode: (blocks) => decodeSolanaBlocks(blocks, chain.id, known),
    findImpostors: findSolanaImpostors(run),
    more: (from, to) => reads?.take(from, to) ?? [],
  };
  await runSolanaSource({
    ...{ chain, fromBlock, database, rpc, log },
    rpcUrl: fallbackUrl === undefined ? rpcUrl : [rpcUrl, fallbackUrl],
    ...(apiKey ? { apiKey } : {}),
    ...(toBlock === undefined ? {} : { toBlock }),
    ...(signal === undefined ? {} : { signal }),
    ...(pollMs === undefined ? {} : { pollMs }),
    ...(batchSize === undefined ? {} : { transactionsPerBatch: batchSize }),
    onBatch: writer.writing(reading),
    onProgress: writer.report,
    async onIdle(head) {
      writer.idle(head);
      await reads?.idle(head);
    },
  });
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

import { decodeEvmBlock } from './dexes/evm.ts';
import type { EvmBlock } from './dexes/evm-block.ts';
import { evmRegistry } from './dexes/evm-registry.ts';
import { KnownPools } from './dexes/known-pools.ts';
import type { BlockReading, FactWriter } from './fact-writer.ts';
import { findEvmImpostors } from './impostors/find-evm-impostors.ts';
import type { IndexRun } from './index-chain.ts';
import { runEvmSource } from './sources/evm.ts';
import type { ChainDatabase } from './store/chain-database.ts';
import type { LoadedPool } from './store/load-pools.ts';

/** Runs the source of an EVM chain into the database until it ends. */
export async function readInto(
  database: ChainDatabase,
  run: IndexRun,
  loaded: LoadedPool[],
  writer: FactWriter,
): Promise<void> {
  const { chain, rpcUrl, fallbackUrl, historyUrls } = run.endpoint;
  const { fromBlock, toBlock, batchSize, pace: { pollMs, ...patience } = {}, signal, log } = run;
  const pools = new KnownPools(evmRegistry(chain.id), loaded);
  const reading: BlockReading<EvmBlock> = {
    decode(blocks) {
      const decoded = blocks.map((block) => decodeEvmBlock(block, pools));
      return {
        facts: decoded.flatMap(({ facts }) => facts),
        failed: [],
        unrecognised: decoded.flatMap(({ unrecognised }) => unrecognised),
      };
    },
    findImpostors: findEvmImpostors(run),
  };
  await runEvmSource({
    ...{ chain, fromBlock, database, pools, log },
    rpcUrl: fallbackUrl === undefined ? rpcUrl : [rpcUrl, fallbackUrl],
    ...(historyUrls === undefined ? {} : { historyUrls }),
    ...(toBlock === undefined ? {} : { toBlock }),
    ...(signal === undefined ? {} : { signal }),
    ...(pollMs === undefined ? {} : { pollMs }),
    ...(batchSize === undefined ? {} : { logsPerBatch: batchSize }),
    rpc: patience,
    history: patience,
    onRead: (block) => decodeEvmBlock(block, pools),
    onBatch: writer.writing(reading),
    onProgress: writer.report,
    onIdle: writer.idle,
  });
}

import type { HashAndHeight } from '@subsquid/util-internal-processor-tools';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import type { Chain } from '@tokentape/core/registry/types.ts';
import { decodeEvmBlock } from '../dexes/evm.ts';
import type { EvmRegistry } from '../dexes/evm-registry.ts';
import { KnownPools } from '../dexes/known-pools.ts';
import { type EvmSourceOptions, runEvmSource } from '../sources/evm.ts';

/** A checkpoint in memory that the Runner takes for a database. */
export class MemoryDatabase {
  head: HashAndHeight = { height: -1, hash: '0x' };
  commits = 0;

  async connect(): Promise<HashAndHeight> {
    return this.head;
  }

  async transact(info: { nextHead: HashAndHeight }, work: (store: null) => Promise<void>): Promise<void> {
    await work(null);
    this.head = info.nextHead;
    this.commits += 1;
  }
}

export interface Collected {
  facts: Fact[];
  pools: KnownPools;
  database: MemoryDatabase;
  log: string[];
}

/** Reads a range through the real source and decoders and gives back the facts. */
export async function collectFacts(
  chain: Chain,
  registry: EvmRegistry,
  options: Pick<EvmSourceOptions<null>, 'rpcUrl' | 'toBlock'> & Partial<EvmSourceOptions<null>>,
): Promise<Collected> {
  const pools = options.pools ?? new KnownPools(registry);
  const database = (options.database as MemoryDatabase | undefined) ?? new MemoryDatabase();
  const facts: Fact[] = [];
  const log: string[] = [];
  await runEvmSource<null>({
    chain,
    fromBlock: 0,
    log: (message) => log.push(message),
    onBatch: async (_store, blocks) => {
      for (const block of blocks) facts.push(...decodeEvmBlock(block, pools).facts);
    },
    pollMs: 50,
    ...options,
    database,
    pools,
  });
  return { facts, pools, database, log };
}

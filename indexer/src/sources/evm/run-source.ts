import { Logger } from '@subsquid/logger';
import { type Database, type PrometheusServer, Runner } from '@subsquid/util-internal-processor-tools';
import type { EvmBlock } from '../../dexes/evm-block.ts';
import type { SourceBatch } from './filtered-source.ts';
import { readAhead } from './read-ahead.ts';

export interface RunSourceSettings<Store> {
  from: number;
  to: number;
  database: Database<Store>;
  read(from: number, to: number): AsyncIterable<SourceBatch>;
  /** Called for every block as soon as it is read, in order, while an earlier batch may still be written. */
  onRead(block: EvmBlock): void;
  hashOf(height: number): Promise<string | null>;
  head(): Promise<number>;
  process(store: Store, batch: SourceBatch): Promise<void>;
  log(message: string): void;
}

/** evm-processor's block shape, which the Runner reads for the checkpoint. */
interface RunnerBlock {
  header: { height: number; hash: string; parentHash: string };
  block: EvmBlock;
  /** First block that its batch covers. */
  coveredFrom: number;
}

/** The level of @subsquid/logger from which its messages are passed on; below are progress reports that we give ourselves. */
const WARN = 3;

/** Drives batches through Subsquid's Runner, which opens a transaction for each and keeps the checkpoint. */
export async function runSource<Store>(settings: RunSourceSettings<Store>): Promise<void> {
  const { from, to, database, hashOf, head, log } = settings;
  async function* batches(start: number): AsyncGenerator<{ blocks: RunnerBlock[]; isHead: boolean }> {
    for await (const batch of readAhead(settings.read(start, to), settings.onRead)) {
      const blocks = batch.blocks.map((block) => ({
        header: { height: block.height, hash: block.hash, parentHash: '0x' },
        block,
        coveredFrom: batch.from,
      }));
      yield { blocks, isHead: batch.isHead };
    }
  }
  await new Runner<unknown, Store>({
    database,
    requests: [{ range: { from, ...(Number.isFinite(to) ? { to } : {}) }, request: {} }],
    archive: {
      getFinalizedBlocks: ([request]) => batches(request!.range.from),
      getFinalizedHeight: head,
      getBlockHash: hashOf,
    },
    process: async (store, { blocks, isHead }) => {
      const own = blocks as RunnerBlock[];
      await settings.process(store, { from: own[0]!.coveredFrom, blocks: own.map(({ block }) => block), isHead });
    },
    log: new Logger(({ level, msg, err }) => {
      if (level >= WARN) log([msg, err?.message].filter(Boolean).join(': '));
    }, 'evm-source'),
    prometheus: NO_METRICS,
  }).run();
}

/** The process has metrics of its own: the Runner's would open a port on every interface. */
const NO_METRICS = {
  addRunnerMetrics: () => {},
  serve: async () => ({ port: 0, close: async () => {} }),
} as unknown as PrometheusServer;

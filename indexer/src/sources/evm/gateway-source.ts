import { EvmArchive } from '@subsquid/evm-processor/lib/ds-archive/client.js';
import type { EvmBlock, EvmLog } from '../../dexes/evm-block.ts';
import type { SourceBatch } from './filtered-source.ts';
import type { HistoryClient } from './history-client.ts';
import { mergeLogs, type PlacedLog } from './raw-log.ts';
import type { LogFilter, Watch } from './watch.ts';

export interface GatewaySettings {
  client: HistoryClient;
  watch: Watch;
  logsPerBatch: number;
}

/** What evm-processor makes of the gateway's answer under FIELDS; its own types depend on the selection. */
interface ArchiveBlock {
  header: { height: number; hash: string; timestamp: number };
  logs: EvmLog[];
  transactions: { hash: string; transactionIndex: number; from: string }[];
}

const FIELDS = {
  block: { timestamp: true },
  log: { address: true, topics: true, data: true, transactionHash: true },
  transaction: { hash: true, from: true },
};

/**
 * History from a service of the SQD network, through evm-processor's own archive source: filtered on the service's side.
 * Faults that did not heal come as RpcError.
 */
export class GatewaySource {
  readonly #settings: GatewaySettings;
  readonly #archive: EvmArchive;

  constructor(settings: GatewaySettings) {
    this.#settings = settings;
    // It takes any client with these two methods; its type asks for one class.
    this.#archive = new EvmArchive(settings.client as unknown as ConstructorParameters<typeof EvmArchive>[0]);
  }

  /** What may be shown of the service. */
  get host(): string {
    return this.#settings.client.host;
  }

  /** Highest block that the service has. */
  height(): Promise<number> {
    return this.#archive.getFinalizedHeight();
  }

  /** Blocks of [from, to] in order, as far as the gateway has them. */
  async *read(from: number, to: number): AsyncGenerator<SourceBatch> {
    const { watch, logsPerBatch } = this.#settings;
    let pending: EvmBlock[] = [];
    let start = from;
    let next = from;
    while (next <= to) {
      const known = watch.poolCount;
      const before = next;
      for await (const batch of this.#query(watch.filters(), next, to)) {
        const end = batch.at(-1)!.height;
        const blocks = await this.#widened(batch, next, end, known);
        pending = [...pending.filter((block) => block.logs.length > 0), ...blocks];
        next = end + 1;
        if (countLogs(pending) >= logsPerBatch || next > to) {
          yield { from: start, blocks: pending, isHead: false };
          [pending, start] = [[], next];
        }
        if (watch.poolCount > known) break;
      }
      if (next === before) break;
    }
    if (pending.length > 0) yield { from: start, blocks: pending, isHead: false };
  }

  /** The batch with the logs of pools that it announces itself. */
  async #widened(batch: EvmBlock[], from: number, to: number, known: number): Promise<EvmBlock[]> {
    const { watch } = this.#settings;
    let blocks = batch;
    let followed = known;
    watch.discover(blocks.flatMap(({ logs }) => logs));
    while (watch.poolCount > followed) {
      const filters = watch.filtersSince(followed);
      followed = watch.poolCount;
      for await (const more of this.#query(filters, from, to)) {
        watch.discover(more.flatMap(({ logs }) => logs));
        blocks = mergeBlocks(blocks, more);
      }
    }
    return blocks;
  }

  async *#query(filters: LogFilter[], from: number, to: number): AsyncGenerator<EvmBlock[]> {
    const logs = filters.map(({ address, topics: [topic0, topic1] }) => ({
      address,
      ...(topic0 ? { topic0 } : {}),
      ...(topic1 ? { topic1 } : {}),
      transaction: true,
    }));
    const batches = this.#archive.getFinalizedBlocks(
      [{ range: { from, to }, request: { logs, fields: FIELDS } }],
      true,
    );
    for await (const { blocks } of batches) yield (blocks as unknown as ArchiveBlock[]).map(plainBlock);
  }
}

function plainBlock({ header, logs, transactions }: ArchiveBlock): EvmBlock {
  const { height, hash } = header;
  return {
    height,
    hash,
    timestamp: Math.floor(header.timestamp / 1000),
    logs: logs
      .map(({ address, topics, data, logIndex, transactionIndex, transactionHash }) => {
        return { address: address.toLowerCase(), topics, data, logIndex, transactionIndex, transactionHash };
      })
      .sort((a, b) => a.logIndex - b.logIndex),
    transactions: transactions.map(({ hash: tx, transactionIndex, from }) => ({
      hash: tx,
      index: transactionIndex,
      from,
    })),
  };
}

function mergeBlocks(blocks: EvmBlock[], more: EvmBlock[]): EvmBlock[] {
  const byHeight = new Map(blocks.map((block) => [block.height, block]));
  for (const block of more) {
    const known = byHeight.get(block.height);
    byHeight.set(block.height, known ? mergeBlock(known, block) : block);
  }
  return [...byHeight.values()].sort((a, b) => a.height - b.height);
}

function mergeBlock(a: EvmBlock, b: EvmBlock): EvmBlock {
  const placed = ({ height, hash, logs }: EvmBlock): PlacedLog[] =>
    logs.map((log) => ({ ...log, blockNumber: height, blockHash: hash, timestamp: null }));
  const transactions = new Map([...a.transactions, ...b.transactions].map((tx) => [tx.index, tx]));
  return { ...a, logs: mergeLogs(placed(a), placed(b)), transactions: [...transactions.values()] };
}

const countLogs = (blocks: EvmBlock[]): number => blocks.reduce((sum, { logs }) => sum + logs.length, 0);

import type { EvmBlock, EvmTransaction } from '../../dexes/evm-block.ts';
import { knownAddress } from '../../dexes/known-addresses.ts';
import { hex } from './fetch-logs.ts';
import { type PlacedLog, quantity } from './raw-log.ts';
import type { RpcCall, RpcClient } from './rpc-client.ts';
import { RpcError } from './rpc-error.ts';

interface RawTransaction {
  hash: string;
  from: string;
  transactionIndex: string;
  blockHash: string;
}

interface RawHeader {
  number: string;
  hash: string;
  timestamp: string;
}

type RawBlock = RawHeader & { transactions: RawTransaction[] };

/** A block with many times more transactions than are needed is read transaction by transaction. */
const FULL_BLOCK_OVERHEAD = 8;

/** Completes logs to blocks: their time and the senders of their transactions. Remembers how full this chain's blocks are. */
export class BlockFetcher {
  readonly #rpc: RpcClient;
  /** Running mean of transactions in a block; null before the first block. */
  #fullness: number | null = null;

  constructor(rpc: RpcClient) {
    this.#rpc = rpc;
  }

  /** The block of that height, or of a tag such as `finalized`, without logs and transactions; null when there is none. */
  header(at: number | string): RpcCall<EvmBlock | null> {
    const block = typeof at === 'number' ? hex(at) : at;
    const read = (raw: unknown) => (raw === null ? null : emptyBlock(raw as RawHeader));
    return { method: 'eth_getBlockByNumber', params: [block, false], read };
  }

  /** As `header`, of a block that must be there: its absence is tried again. */
  presentHeader(height: number): RpcCall<EvmBlock> {
    return { ...this.header(height), read: (raw) => emptyBlock(present<RawHeader>(raw, height)) };
  }

  /** The blocks of the logs, in ascending order. */
  async blocks(logs: PlacedLog[]): Promise<EvmBlock[]> {
    const groups = [...Map.groupBy(logs, (log) => log.blockNumber).values()];
    const fullness = this.#fullness ?? 0;
    const isSparse = (own: PlacedLog[]) =>
      fullness > FULL_BLOCK_OVERHEAD && transactionsOf(own).size * FULL_BLOCK_OVERHEAD < fullness;
    const { sparse = [], full = [] } = Object.groupBy(groups, (own) => (isSparse(own) ? 'sparse' : 'full'));
    const blocks = await Promise.all([this.#fullBlocks(full), this.#sparseBlocks(sparse)]);
    return blocks.flat().sort((a, b) => a.height - b.height);
  }

  #fullBlocks(groups: PlacedLog[][]): Promise<EvmBlock[]> {
    return this.#rpc.callAll(
      groups.map((logs) => {
        const height = logs[0]!.blockNumber;
        const read = (answer: unknown) => this.#readFullBlock(present<RawBlock>(answer, height), logs);
        return { method: 'eth_getBlockByNumber', params: [hex(height), true], read };
      }),
    );
  }

  #readFullBlock(raw: RawBlock, logs: PlacedLog[]): EvmBlock {
    const count = raw.transactions.length;
    this.#fullness = (this.#fullness ?? count) * 0.95 + count * 0.05;
    const header = emptyBlock(raw);
    const needed = transactionsOf(logs);
    const transactions = raw.transactions
      .filter((tx) => needed.delete(tx.hash))
      .map((tx) => readTransaction(tx, tx.hash));
    return assemble(header, logs, transactions);
  }

  async #sparseBlocks(groups: PlacedLog[][]): Promise<EvmBlock[]> {
    const wanted = groups.flatMap((logs) => [...transactionsOf(logs)]);
    const untimed = groups.filter((logs) => logs[0]!.timestamp === null);
    const [transactions, headers] = await Promise.all([
      this.#rpc.callAll(wanted.map(transactionCall)),
      this.#rpc.callAll(untimed.map((logs) => this.presentHeader(logs[0]!.blockNumber))),
    ]);
    const byHash = new Map(transactions.map((tx) => [tx.hash, tx]));
    const byHeight = new Map(headers.map((header) => [header.height, header]));
    return groups.map((logs) => {
      const { blockNumber: height, blockHash: hash, timestamp } = logs[0]!;
      const header = byHeight.get(height) ?? { height, hash, timestamp: timestamp ?? 0, logs: [], transactions: [] };
      return assemble(
        header,
        logs,
        [...transactionsOf(logs)].map((tx) => byHash.get(tx)!),
      );
    });
  }
}

function transactionCall(hash: string): RpcCall<EvmTransaction> {
  return { method: 'eth_getTransactionByHash', params: [hash], read: (raw) => readTransaction(raw, hash) };
}

function readTransaction(answer: unknown, hash: string): EvmTransaction {
  const raw = answer as RawTransaction | null;
  if (raw === null || raw.hash !== hash) throw new RpcError('transient', `transaction ${hash} is not there yet`);
  return {
    hash,
    index: quantity(raw.transactionIndex, 'transactionIndex'),
    from: knownAddress(raw.from.toLowerCase()),
  };
}

function transactionsOf(logs: PlacedLog[]): Set<string> {
  return new Set(logs.map((log) => log.transactionHash));
}

/** @throws RpcError `inconsistent` when logs, header and transactions are not of one block */
function assemble(header: EvmBlock, logs: PlacedLog[], transactions: EvmTransaction[]): EvmBlock {
  const byHash = new Map(transactions.map((tx) => [tx.hash, tx.index]));
  for (const log of logs) {
    if (log.blockHash !== header.hash) {
      throw new RpcError('inconsistent', `block ${header.height} is ${header.hash}, but a log is of ${log.blockHash}`);
    }
    if (byHash.get(log.transactionHash) !== log.transactionIndex) {
      throw new RpcError('inconsistent', `transaction ${log.transactionHash} stands elsewhere than its log says`);
    }
  }
  return { ...header, logs, transactions };
}

function emptyBlock(raw: RawHeader): EvmBlock {
  const height = quantity(raw.number, 'number');
  return { height, hash: raw.hash, timestamp: quantity(raw.timestamp, 'timestamp'), logs: [], transactions: [] };
}

function present<T extends RawHeader>(answer: unknown, height: number): T {
  const raw = answer as T | null;
  if (raw === null) throw new RpcError('transient', `block ${height} is not there yet`);
  if (quantity(raw.number, 'number') !== height)
    throw new RpcError('transient', `asked for block ${height}, got ${raw.number}`);
  return raw;
}

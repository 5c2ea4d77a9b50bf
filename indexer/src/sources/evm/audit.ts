import { createHash } from 'node:crypto';
import { CodedError } from '@tokentape/core/coded-error.ts';
import { blockLogs, fetchLogs, hex, type RangeMemory } from './fetch-logs.ts';
import type { PlacedLog } from './raw-log.ts';
import type { RpcClient } from './rpc-client.ts';
import { RpcError } from './rpc-error.ts';
import type { LogFilter } from './watch.ts';

/** A hole in an index is a block or two; more is a provider that lags or lies. */
const MOST_REPAIRS = 10;
const NO_MEMORY: RangeMemory = { tooLarge: () => {} };

/**
 * Compares what one provider answered with what another one does, before it is handed on. Where they differ, receipts
 * decide: nodes build them with the block, while `eth_getLogs` reads an index that may lag or have holes.
 */
export class Audit {
  readonly #rpc: RpcClient;
  readonly #second: RpcClient;
  readonly #log: (message: string) => void;
  /** Blocks whose logs had to be taken from receipts so far. */
  repaired = 0;
  #isSilent = false;

  constructor(rpc: RpcClient, second: RpcClient, log: (message: string) => void) {
    this.#rpc = rpc;
    this.#second = second;
    this.#log = log;
  }

  /**
   * The logs as both providers have them.
   * @throws RpcError `inconsistent` when so much differs that one of them is not to be used
   * @throws CodedError `PROVIDERS_DISAGREE` when their blocks or receipts differ
   */
  async settle(filters: LogFilter[], from: number, to: number, logs: PlacedLog[]): Promise<PlacedLog[]> {
    const theirs = await this.#secondOpinion(filters, from, to);
    if (theirs === null || digest(logs) === digest(theirs)) return logs;
    const ours = Map.groupBy(logs, (log) => log.blockNumber);
    const others = Map.groupBy(theirs, (log) => log.blockNumber);
    const heights = [...new Set([...ours.keys(), ...others.keys()])].sort((a, b) => a - b);
    const differing = heights.filter((height) => digest(ours.get(height) ?? []) !== digest(others.get(height) ?? []));
    if (differing.length > MOST_REPAIRS) {
      await this.#compareHistory(differing[0]!);
      throw new RpcError('inconsistent', `${differing.length} blocks differ from those of ${this.#second.host}`);
    }
    for (const height of differing) {
      ours.set(height, await this.#receipts(filters, height));
      this.repaired += 1;
      this.#log(
        `${this.#rpc.host} and ${this.#second.host} gave different logs of block ${height}; taken from receipts`,
      );
    }
    return heights.flatMap((height) => ours.get(height) ?? []);
  }

  /** Null when the second provider does not answer: it must not hold up the first. */
  async #secondOpinion(filters: LogFilter[], from: number, to: number): Promise<PlacedLog[] | null> {
    try {
      const logs = await fetchLogs(this.#second, filters, from, to, NO_MEMORY);
      this.#isSilent = false;
      return logs;
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      if (!this.#isSilent) this.#log(`not audited from block ${from} on: ${error.message}`);
      this.#isSilent = true;
      return null;
    }
  }

  async #receipts(filters: LogFilter[], height: number): Promise<PlacedLog[]> {
    const [own, other] = await Promise.all([this.#rpc, this.#second].map((rpc) => blockLogs(rpc, filters, height)));
    if (digest(own!) === digest(other!)) return own!;
    throw this.#disagreement(height);
  }

  async #compareHistory(height: number): Promise<void> {
    const read = (raw: unknown) => (raw as { hash: string } | null)?.hash ?? null;
    const call = { method: 'eth_getBlockByNumber', params: [hex(height), false], read };
    const [own, other] = await Promise.all([this.#rpc.call(call), this.#second.call(call)]);
    if (own !== null && other !== null && own !== other) throw this.#disagreement(height);
  }

  #disagreement(height: number): CodedError {
    return new CodedError(
      'PROVIDERS_DISAGREE',
      `${this.#rpc.host} and ${this.#second.host} differ on finalized block ${height}. Nothing of it was written; find out which one is wrong and remove it.`,
    );
  }
}

function digest(logs: PlacedLog[]): string {
  const hash = createHash('sha256');
  for (const log of logs) {
    const { blockNumber, blockHash, logIndex, transactionHash, address, topics, data } = log;
    hash.update(`${blockNumber},${blockHash},${logIndex},${transactionHash},${address},${topics.join()},${data};`);
  }
  return hash.digest('hex');
}

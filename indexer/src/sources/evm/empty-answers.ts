import { mayMatch } from './bloom.ts';
import { hex, matches } from './fetch-logs.ts';
import { type PlacedLog, placeLog, type RawLog } from './raw-log.ts';
import type { RpcClient } from './rpc-client.ts';
import { RpcError } from './rpc-error.ts';
import type { LogFilter } from './watch.ts';

/** Ranges up to this long are at the head, where a provider's log index may lag behind its blocks. */
const SHORT_RANGE = 16;
/** Headers looked at in a long range that came back empty. */
const SAMPLES = 64;
/** On chains with saturated blooms nearly every block alarms: then the check is worth nothing. */
const FALSE_ALARMS = 20;

/**
 * Doubts answers without logs: blocks whose bloom says that a wanted log may be in them are read by their receipts.
 * A bloom may be wrong about that, receipts are not.
 */
export class EmptyAnswers {
  readonly #rpc: RpcClient;
  #falseAlarms = 0;

  constructor(rpc: RpcClient) {
    this.#rpc = rpc;
  }

  /** @throws RpcError `inconsistent` when a block has a log that the answer lacks */
  async check(filters: LogFilter[], from: number, to: number, logs: PlacedLog[]): Promise<void> {
    if (logs.length > 0 && to - from >= SHORT_RANGE) return;
    if (filters.length === 0 || this.#falseAlarms >= FALSE_ALARMS) return;
    const answered = new Set(logs.map((log) => log.blockNumber));
    const silent = sample(from, to).filter((height) => !answered.has(height));
    for (const height of await this.#suspicious(silent, filters)) await this.#lookInto(height, filters);
  }

  async #suspicious(heights: number[], filters: LogFilter[]): Promise<number[]> {
    const calls = heights.map((height) => ({
      method: 'eth_getBlockByNumber',
      params: [hex(height), false],
      read: (raw: unknown) => (raw as { logsBloom?: string } | null)?.logsBloom ?? null,
    }));
    const blooms = await this.#rpc.callAll(calls);
    return heights.filter((_, at) => {
      const bloom = blooms[at];
      return bloom != null && filters.some((filter) => mayMatch(bloom, filter));
    });
  }

  async #lookInto(height: number, filters: LogFilter[]): Promise<void> {
    const read = (raw: unknown) =>
      (raw as { logs: RawLog[] }[]).flatMap(({ logs }) => logs.map((log) => placeLog(log, height, height)));
    const receipts = { method: 'eth_getBlockReceipts', params: [hex(height)], read };
    const logs = await this.#rpc.call(receipts).catch((error) => {
      if (error?.cause instanceof RpcError && error.cause.fault === 'refused') return [];
      throw error;
    });
    const missing = logs.find((log) => filters.some((filter) => matches(filter, log)));
    if (missing) {
      throw new RpcError(
        'inconsistent',
        `block ${height} has a log at index ${missing.logIndex} that eth_getLogs left out`,
      );
    }
    this.#falseAlarms += 1;
  }
}

function sample(from: number, to: number): number[] {
  const count = Math.min(SAMPLES, to - from + 1);
  const step = (to - from) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, at) => Math.round(from + at * step));
}

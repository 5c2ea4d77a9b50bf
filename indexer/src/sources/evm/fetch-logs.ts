import { mergeLogs, type PlacedLog, placeLog, type RawLog } from './raw-log.ts';
import type { RpcClient } from './rpc-client.ts';
import { RpcError } from './rpc-error.ts';
import type { LogFilter } from './watch.ts';

/** Receives what providers say of ranges, to ask for better ones next. */
export interface RangeMemory {
  tooLarge(blocks: number, proposed: number | null): void;
}

/** The logs of the filters in [from, to], by position, each once. A range that is too large is split until it is not. */
export async function fetchLogs(
  rpc: RpcClient,
  filters: LogFilter[],
  from: number,
  to: number,
  memory: RangeMemory,
): Promise<PlacedLog[]> {
  if (filters.length === 0) return [];
  const range = { fromBlock: hex(from), toBlock: hex(to) };
  const read = (answer: unknown) => asList<RawLog>(answer).map((log) => placeLog(log, from, to));
  try {
    const calls = filters.map((filter) => ({ method: 'eth_getLogs', params: [{ ...range, ...filter }], read }));
    return mergeLogs(...(await rpc.callAll(calls)));
  } catch (error) {
    if (!(error instanceof RpcError) || error.fault !== 'range-too-large') throw error;
    if (from === to) return blockLogs(rpc, filters, from);
    const proposed = error.proposedRange;
    const fits = proposed && proposed[0] === from && proposed[1] >= from && proposed[1] < to ? proposed[1] : null;
    memory.tooLarge(to - from + 1, fits === null ? null : fits - from + 1);
    const middle = fits ?? from + ((to - from) >> 1);
    const first = await fetchLogs(rpc, filters, from, middle, memory);
    return first.concat(await fetchLogs(rpc, filters, middle + 1, to, memory));
  }
}

/** The logs of one block by its receipts: for more logs than a provider sends at once, and where its index is in doubt. */
export async function blockLogs(rpc: RpcClient, filters: LogFilter[], block: number): Promise<PlacedLog[]> {
  const logs = await rpc.call({
    method: 'eth_getBlockReceipts',
    params: [hex(block)],
    read: (answer) =>
      asList<{ logs: RawLog[] }>(answer).flatMap(({ logs }) => logs.map((log) => placeLog(log, block, block))),
  });
  return mergeLogs(logs.filter((log) => filters.some((filter) => matches(filter, log))));
}

export function matches({ address, topics }: LogFilter, log: PlacedLog): boolean {
  if (!address.includes(log.address)) return false;
  return topics.every((wanted, at) => wanted === null || wanted.includes(log.topics[at] ?? ''));
}

function asList<T>(answer: unknown): T[] {
  if (!Array.isArray(answer)) throw new RpcError('transient', 'eth_getLogs answered with no list');
  return answer as T[];
}

export const hex = (number: number): string => `0x${number.toString(16)}`;

import type { EvmLog } from '../../dexes/evm-block.ts';
import { knownAddress } from '../../dexes/known-addresses.ts';
import { RpcError } from './rpc-error.ts';

/** A log as `eth_getLogs` gives it; integers are 0x hex. */
export interface RawLog {
  address: string;
  topics: string[];
  data: string;
  blockNumber: string;
  blockHash: string;
  transactionHash: string;
  transactionIndex: string;
  logIndex: string;
  removed?: boolean;
  /** Given by newer nodes. */
  blockTimestamp?: string;
}

/** A log with its block, which the filter's answer mixes. */
export interface PlacedLog extends EvmLog {
  blockNumber: number;
  blockHash: string;
  /** Unix seconds; null when the provider does not say. */
  timestamp: number | null;
}

const HEX_DATA = /^0x(?:[0-9a-fA-F]{2})*$/;

const UPPER_CASE = /[A-F]/;

/** Hex in lower case, as nodes give it, so that there is nothing to do as a rule. */
const lowerCase = (hex: string): string => (UPPER_CASE.test(hex) ? hex.toLowerCase() : hex);

/** Checks and reads a log. @throws RpcError `transient` for one that cannot be of the asked range */
export function placeLog(raw: RawLog, from: number, to: number): PlacedLog {
  const blockNumber = quantity(raw.blockNumber, 'blockNumber');
  if (raw.removed === true) throw new RpcError('transient', `a removed log of block ${blockNumber} at finality`);
  if (blockNumber < from || blockNumber > to) {
    throw new RpcError('transient', `asked for blocks ${from} to ${to}, got a log of block ${blockNumber}`);
  }
  if (!HEX_DATA.test(raw.data)) throw new RpcError('transient', `block ${blockNumber} has a log with odd data`);
  return {
    address: knownAddress(lowerCase(raw.address)),
    topics: raw.topics.some((topic) => UPPER_CASE.test(topic)) ? raw.topics.map(lowerCase) : raw.topics,
    data: raw.data,
    logIndex: quantity(raw.logIndex, 'logIndex'),
    transactionIndex: quantity(raw.transactionIndex, 'transactionIndex'),
    transactionHash: raw.transactionHash,
    blockNumber,
    blockHash: raw.blockHash,
    timestamp: raw.blockTimestamp == null ? null : quantity(raw.blockTimestamp, 'blockTimestamp'),
  };
}

/** A 0x hex quantity that a number holds exactly. */
export function quantity(hex: unknown, name: string): number {
  const value = typeof hex === 'string' && /^0x[0-9a-fA-F]+$/.test(hex) ? Number(hex) : Number.NaN;
  if (!Number.isSafeInteger(value))
    throw new RpcError('transient', `${name} is no quantity: ${String(hex).slice(0, 40)}`);
  return value;
}

/** By position, each once. Overlapping answers must agree. */
export function mergeLogs(...lists: PlacedLog[][]): PlacedLog[] {
  const filled = lists.filter((list) => list.length > 0);
  const [only = []] = filled;
  return filled.length <= 1 && isOrdered(only) ? only : sortedOnce(filled);
}

/** Providers send logs in order, so that there is nothing to do, as a rule. */
function isOrdered(logs: PlacedLog[]): boolean {
  for (let at = 1; at < logs.length; at += 1) {
    const [a, b] = [logs[at - 1]!, logs[at]!];
    if (a.blockNumber > b.blockNumber || (a.blockNumber === b.blockNumber && a.logIndex >= b.logIndex)) return false;
  }
  return true;
}

function sortedOnce(lists: PlacedLog[][]): PlacedLog[] {
  const byPosition = new Map<number, Map<number, PlacedLog>>();
  for (const log of lists.flat()) {
    let inBlock = byPosition.get(log.blockNumber);
    if (!inBlock) {
      inBlock = new Map();
      byPosition.set(log.blockNumber, inBlock);
    }
    const known = inBlock.get(log.logIndex);
    if (known && (known.blockHash !== log.blockHash || known.transactionHash !== log.transactionHash)) {
      throw new RpcError('inconsistent', `two different logs at block ${log.blockNumber}, index ${log.logIndex}`);
    }
    inBlock.set(log.logIndex, log);
  }
  const blocks = [...byPosition].sort(([a], [b]) => a - b);
  return blocks.flatMap(([, logs]) => [...logs.values()].sort((a, b) => a.logIndex - b.logIndex));
}

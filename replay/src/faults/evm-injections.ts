import type { Injection } from './injection.ts';

interface AnsweredLog {
  blockHash: string;
  logIndex: string;
}

const LOGS = ['eth_getLogs'];

function logs(result: unknown, change: (logs: AnsweredLog[]) => AnsweredLog[]): { result: unknown } {
  return { result: Array.isArray(result) && result.length > 0 ? change(result as AnsweredLog[]) : result };
}

/** Faults of an EVM node. */
export const evmInjections = {
  /** `value`: position of the log that is left out of every answer that has it, the first by default. */
  'F01-omitted-log': {
    stage: 'result',
    strikes: LOGS,
    inject: (result, value = 0) => logs(result, (all) => all.filter((_, position) => position !== value)),
  },
  /** No logs though the bloom says there are some; heals after `times` (F02) or never (F03). */
  'F02-empty-logs': { stage: 'result', strikes: LOGS, inject: (result) => logs(result, () => []) },
  'F04-repeated-logs': { stage: 'result', strikes: LOGS, inject: (result) => logs(result, (all) => [...all, ...all]) },
  'F05-shuffled-logs': { stage: 'result', strikes: LOGS, inject: (result) => logs(result, shuffled) },
  /** The log indices of an answer jump by one after its first log. */
  'F05-log-index-gap': {
    stage: 'result',
    strikes: LOGS,
    inject: (result) =>
      logs(result, (all) =>
        all.map((log, position) =>
          position === 0 ? log : { ...log, logIndex: `0x${(Number(log.logIndex) + 1).toString(16)}` },
        ),
      ),
  },
  'F06-sibling-block-hash': {
    stage: 'result',
    strikes: LOGS,
    inject: (result) => logs(result, (all) => all.map((log) => ({ ...log, blockHash: siblingOf(log.blockHash) }))),
  },
  /** Heals after `times`, or never. */
  'F07-null-block': { stage: 'result', strikes: ['eth_getBlockByNumber'], inject: () => ({ result: null }) },
  /** `value`: blocks that the head goes back, 10,000 by default. */
  'F08-head-goes-back': {
    stage: 'result',
    strikes: ['eth_blockNumber'],
    inject: (result, value = 10_000) => ({ result: `0x${Math.max(0, Number(result) - value).toString(16)}` }),
  },
  /** The answer to the `finalized` tag is null. */
  'F09-finalized-null': {
    stage: 'result',
    strikes: ['eth_getBlockByNumber'],
    inject: (result, _value, params) => ({ result: params[0] === 'finalized' ? null : result }),
  },
  'F22-range-too-large': {
    stage: 'result',
    strikes: LOGS,
    inject: (result, value = 0, params) => {
      const { fromBlock, toBlock } = (params[0] ?? {}) as { fromBlock?: string; toBlock?: string };
      const blocks = Number(toBlock) - Number(fromBlock) + 1;
      return blocks > value
        ? { error: { code: -32602, message: `query exceeds max block range ${value}` } }
        : { result };
    },
  },
  'F24-wrong-chain': { stage: 'result', strikes: ['eth_chainId'], inject: () => ({ result: '0x1' }) },
} satisfies Record<string, Injection>;

/** The last hex digit differs: a hash of the same height on another branch. */
function siblingOf(hash: string): string {
  return `${hash.slice(0, -1)}${((Number.parseInt(hash.slice(-1), 16) + 1) % 16).toString(16)}`;
}

/** Every second log first: an order that is never the right one from two logs on. */
function shuffled<T>(all: T[]): T[] {
  return [...all.filter((_, position) => position % 2 === 1), ...all.filter((_, position) => position % 2 === 0)];
}

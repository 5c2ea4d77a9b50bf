import { CodedError } from '@tokentape/core/coded-error.ts';
import type { Address } from '@tokentape/core/facts/chain.ts';
import { addressAt, numberAt } from '../dexes/abi-words.ts';
import { hex } from '../sources/evm/fetch-logs.ts';
import type { RpcCall, RpcClient } from '../sources/evm/rpc-client.ts';
import { RpcError } from '../sources/evm/rpc-error.ts';

/** First four bytes of keccak256 of the methods of Chainlink's AggregatorProxy, `contracts/src/v0.7/dev/AggregatorProxy.sol`. */
const DECIMALS = '0x313ce567';
const PHASE_ID = '0x58303b10';
const PHASE_AGGREGATORS = '0xc1597304';
const PROPOSED_AGGREGATOR = '0xe8c4be30';

const ZERO = `0x${'0'.repeat(40)}`;

/** A feed's proxy and the contracts whose answers it passes on. */
export interface ReadFeed {
  proxy: Address;
  decimals: number;
  /** Of every phase so far, and the one proposed for the next. */
  aggregators: Address[];
}

/**
 * Reads behind the proxies at a block. A proxy emits nothing when its aggregator is replaced, so that the chain's state has
 * to be asked; phases are never removed, and a replacement is proposed before it comes into force. Addresses without such
 * a contract are left out.
 * @returns null when the provider serves no state of any of them
 * @throws CodedError when it does not answer at all
 */
export async function readFeeds(
  rpc: RpcClient,
  proxies: readonly Address[],
  block: number,
): Promise<ReadFeed[] | null> {
  const read = await Promise.all(proxies.map((proxy) => readFeed(rpc, proxy, block).catch(nullIfRefused)));
  return read.every((feed) => feed === null) ? null : read.filter((feed) => typeof feed === 'object' && feed !== null);
}

/** Undefined where no contract is. */
async function readFeed(rpc: RpcClient, proxy: Address, block: number): Promise<ReadFeed | undefined> {
  const call = (data: string): RpcCall<string> => ({
    method: 'eth_call',
    params: [{ to: proxy, data }, hex(block)],
    read: answerOf,
  });
  const [decimals, phase, proposed] = await rpc.callAll([DECIMALS, PHASE_ID, PROPOSED_AGGREGATOR].map(call));
  if (decimals === '0x' || phase === '0x') return undefined;
  const numbers = Array.from({ length: numberAt(phase!, 0) }, (_, last) => (last + 1).toString(16).padStart(64, '0'));
  const phases = await rpc.callAll(numbers.map((number) => call(PHASE_AGGREGATORS + number)));
  const named = [...phases, proposed!].filter((word) => word !== '0x').map((word) => addressAt(word, 0));
  const aggregators = [...new Set(named)].filter((address) => address !== ZERO);
  return { proxy, decimals: numberAt(decimals!, 0), aggregators };
}

function nullIfRefused(error: unknown): null {
  if (error instanceof CodedError && error.cause instanceof RpcError && error.cause.fault === 'refused') return null;
  throw error;
}

function answerOf(raw: unknown): string {
  if (typeof raw !== 'string' || !/^0x([0-9a-f]{64})*$/i.test(raw)) {
    throw new RpcError('transient', 'eth_call answered with no whole words');
  }
  return raw.toLowerCase();
}

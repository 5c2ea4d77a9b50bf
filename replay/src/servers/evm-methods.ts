import type { EvmBlock, EvmChain } from '../chains/evm-chain.ts';
import { answerBlock, answerLogs, answerReceipt, answerTransaction } from './evm-answers.ts';
import type { RpcMethod } from './json-rpc-server.ts';
import { logFilter } from './log-filter.ts';
import { parseQuantity, toQuantity } from './quantity.ts';
import { INVALID_PARAMS, RpcError } from './rpc-error.ts';

/** The methods that evm-processor, a filtered log source and the tools ask an EVM node for; of state, what the chain's `call` knows. */
export function evmMethods(chain: EvmChain, maxLogRange = Number.POSITIVE_INFINITY): Record<string, RpcMethod> {
  const byTag = (tag: unknown): EvmBlock | undefined => chain.block(heightOf(chain, tag));
  const byHash = (hash: unknown): EvmBlock | undefined => {
    const height = chain.heightOfBlock(String(hash));
    return height === undefined ? undefined : chain.block(height);
  };
  const byTransaction = (hash: unknown) => {
    const place = chain.placeOfTransaction(String(hash));
    return place && { block: chain.block(place.height)!, index: place.index };
  };
  return {
    eth_chainId: () => toQuantity(chain.chainId),
    net_version: () => String(chain.chainId),
    web3_clientVersion: () => 'tokentape-replay',
    eth_syncing: () => false,
    eth_blockNumber: () => toQuantity(chain.headBlock),
    eth_getBlockByNumber: ([tag, full]) => orNull(byTag(tag), (block) => answerBlock(block, full === true)),
    eth_getBlockByHash: ([hash, full]) => orNull(byHash(hash), (block) => answerBlock(block, full === true)),
    eth_getBlockReceipts: ([tag]) =>
      orNull(isBlockHash(tag) ? byHash(tag) : byTag(tag), (block) =>
        block.transactions.map((_, index) => answerReceipt(block, index)),
      ),
    eth_getTransactionByHash: ([hash]) =>
      orNull(byTransaction(hash), ({ block, index }) => answerTransaction(block, index)),
    eth_getTransactionReceipt: ([hash]) =>
      orNull(byTransaction(hash), ({ block, index }) => answerReceipt(block, index)),
    eth_getLogs: ([filter]) => getLogs(chain, filter, byHash, maxLogRange),
    ...(chain.call === undefined ? {} : { eth_call: ([request]) => ethCall(chain, request) }),
  };
}

function ethCall({ call }: EvmChain, request: unknown): string {
  const { to, data, input } = (request ?? {}) as Record<string, unknown>;
  const sent = data ?? input ?? '0x';
  if (typeof to !== 'string' || typeof sent !== 'string') throw new RpcError(INVALID_PARAMS, 'no contract to call');
  return call!(to, sent);
}

interface LogQuery {
  fromBlock?: unknown;
  toBlock?: unknown;
  blockHash?: unknown;
  address?: unknown;
  topics?: unknown;
}

function getLogs(
  chain: EvmChain,
  query: unknown,
  byHash: (hash: unknown) => EvmBlock | undefined,
  maxLogRange: number,
): object[] {
  if (typeof query !== 'object' || query === null)
    throw new RpcError(INVALID_PARAMS, 'missing value for required argument 0');
  const { fromBlock = 'latest', toBlock = 'latest', blockHash, address, topics } = query as LogQuery;
  const wanted = logFilter(address, topics);
  if (blockHash !== undefined) {
    const block = byHash(blockHash);
    if (block === undefined) throw new RpcError(-32000, 'unknown block');
    return answerLogs(block, wanted);
  }
  const from = Math.max(heightOf(chain, fromBlock), chain.firstBlock);
  const to = Math.min(heightOf(chain, toBlock), chain.headBlock);
  if (to - from + 1 > maxLogRange) throw new RpcError(INVALID_PARAMS, `query exceeds max block range ${maxLogRange}`);
  const found: object[] = [];
  for (let height = from; height <= to; height++) {
    for (const log of answerLogs(chain.block(height)!, wanted)) found.push(log);
  }
  return found;
}

function heightOf(chain: EvmChain, tag: unknown): number {
  switch (tag) {
    case 'latest':
    case 'pending':
      return chain.headBlock;
    case 'finalized':
    case 'safe':
      return chain.finalizedBlock;
    case 'earliest':
      return chain.firstBlock;
    default:
      return parseQuantity(tag);
  }
}

function isBlockHash(value: unknown): boolean {
  return typeof value === 'string' && value.length === 66;
}

function orNull<T>(value: T | undefined, answer: (value: T) => unknown): unknown {
  return value === undefined ? null : answer(value);
}

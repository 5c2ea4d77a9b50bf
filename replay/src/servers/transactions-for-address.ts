import type { SolanaChain, SolanaTransactionHeader } from '../chains/solana-chain.ts';
import { INVALID_PARAMS, RpcError } from './rpc-error.ts';
import { checkVersion } from './solana-version.ts';

/** Most transactions that the service gives on one page. */
const MAX_LIMIT = 1000;

interface Range {
  eq?: number;
  gte?: number;
  gt?: number;
  lte?: number;
  lt?: number;
}

interface Config {
  transactionDetails?: 'signatures' | 'full';
  sortOrder?: 'asc' | 'desc';
  limit?: number;
  paginationToken?: string | null;
  encoding?: string;
  maxSupportedTransactionVersion?: number;
  filters?: {
    status?: 'succeeded' | 'failed' | 'any';
    tokenAccounts?: 'none' | 'balanceChanged' | 'all';
    slot?: Range;
    blockTime?: Range;
    signature?: Range;
  };
}

/**
 * Helius's `getTransactionsForAddress`: one page of an address's history and the token of the next one, null on the
 * last. The token names the last transaction given (`slot:position`) and the next page begins after it.
 */
export function transactionsForAddress(chain: SolanaChain, address: unknown, given: unknown): object {
  const config = (given ?? {}) as Config;
  const limit = checkedLimit(config);
  const descending = (config.sortOrder ?? 'desc') === 'desc';
  const tokenAccounts = config.filters?.tokenAccounts ?? 'none';
  const ordinals = chain.ordinalsOf(String(address), tokenAccounts !== 'none');
  const after = parseToken(config.paginationToken);
  const found: number[] = [];
  let more = false;
  for (
    let step = startOf(chain, ordinals, after, descending);
    step >= 0 && step < ordinals.length;
    step += descending ? -1 : 1
  ) {
    const header = chain.header(ordinals[step]!);
    if (after !== undefined && !isBeyond(header, after, descending)) continue;
    if (!wanted(header, config)) continue;
    if (found.length === limit) {
      more = true;
      break;
    }
    found.push(ordinals[step]!);
  }
  const last = found.at(-1);
  return {
    data: found.map((ordinal) => entry(chain, ordinal, config)),
    paginationToken: more && last !== undefined ? tokenOf(chain.header(last)) : null,
  };
}

function entry(chain: SolanaChain, ordinal: number, config: Config): object {
  if (config.transactionDetails === 'full') {
    const transaction = chain.transaction(ordinal);
    checkVersion(transaction.version, config.maxSupportedTransactionVersion);
    return transaction;
  }
  const { slot, transactionIndex, err, blockTime } = chain.header(ordinal);
  const signature = chain.signatureOf(ordinal);
  return { signature, slot, transactionIndex, err, memo: null, blockTime, confirmationStatus: 'finalized' };
}

function checkedLimit({ limit = MAX_LIMIT, encoding = 'json', transactionDetails }: Config): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new RpcError(INVALID_PARAMS, `Invalid params: limit must be between 1 and ${MAX_LIMIT}`);
  }
  if (transactionDetails === 'full' && encoding !== 'json') {
    throw new RpcError(INVALID_PARAMS, `encoding ${encoding} is not served here, only json`);
  }
  return limit;
}

function wanted(header: SolanaTransactionHeader, { filters = {} }: Config): boolean {
  const { status = 'any', slot, blockTime } = filters;
  if (filters.signature !== undefined) throw new RpcError(INVALID_PARAMS, 'filters.signature is not served here');
  const failed = header.err !== null;
  return (
    (status === 'any' || (status === 'failed') === failed) &&
    within(header.slot, slot) &&
    (blockTime === undefined || (header.blockTime !== null && within(header.blockTime, blockTime)))
  );
}

function within(value: number, range: Range | undefined): boolean {
  if (range === undefined) return true;
  const { eq = value, gte = value, lte = value, gt = -1, lt = Number.POSITIVE_INFINITY } = range;
  return value === eq && value >= gte && value <= lte && value > gt && value < lt;
}

interface Token {
  slot: number;
  transactionIndex: number;
}

function tokenOf({ slot, transactionIndex }: Token): string {
  return `${slot}:${transactionIndex}`;
}

function parseToken(token: string | null | undefined): Token | undefined {
  if (token === undefined || token === null) return undefined;
  const match = /^(\d+):(\d+)$/.exec(token);
  if (match === null) throw new RpcError(INVALID_PARAMS, 'Invalid paginationToken');
  return { slot: Number(match[1]), transactionIndex: Number(match[2]) };
}

function isBeyond(header: Token, { slot, transactionIndex }: Token, descending: boolean): boolean {
  const difference = header.slot - slot || header.transactionIndex - transactionIndex;
  return descending ? difference < 0 : difference > 0;
}

/** Where in the address's list to begin: near the token's slot, or at the list's end that comes first. */
function startOf(
  chain: SolanaChain,
  ordinals: ArrayLike<number>,
  after: Token | undefined,
  descending: boolean,
): number {
  if (after === undefined) return descending ? ordinals.length - 1 : 0;
  const bound = chain.firstOrdinalFrom(after.slot + (descending ? 1 : 0));
  let low = 0;
  let high = ordinals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ordinals[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return descending ? low - 1 : low;
}

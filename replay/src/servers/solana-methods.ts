import { base58 } from '@scure/base';
import type { SolanaAccount, SolanaChain, SolanaTransaction } from '../chains/solana-chain.ts';
import type { RpcMethod } from './json-rpc-server.ts';
import { INVALID_PARAMS, METHOD_NOT_FOUND, RpcError } from './rpc-error.ts';
import { signaturesForAddress } from './signatures-for-address.ts';
import { checkVersion } from './solana-version.ts';
import { transactionsForAddress } from './transactions-for-address.ts';

export type TransactionsForAddressPlan = 'served' | 'unknown-method' | 'forbidden';

/** The methods that helius-sdk, kit and the indexer's fallback path ask for, encoding `json` only. */
export function solanaMethods(chain: SolanaChain, plan: TransactionsForAddressPlan): Record<string, RpcMethod> {
  const head = () => {
    const block = chain.blocks.at(-1);
    if (block === undefined) throw new RpcError(-32004, 'Block not available: the ledger is empty');
    return block;
  };
  return {
    getHealth: () => 'ok',
    getVersion: () => ({ 'solana-core': '2.2.16', 'feature-set': 3_073_396_398 }),
    getGenesisHash: () => chain.genesisHash,
    getSlot: () => head().slot,
    getBlockHeight: () => chain.blocks.length - 1,
    getFirstAvailableBlock: () => chain.blocks[0]?.slot ?? 0,
    getBlockTime: ([slot]) => blockAt(chain, slot).blockTime,
    getBlocks: ([from, to]) => slotsBetween(chain, slotOf(from), typeof to === 'number' ? to : head().slot),
    getBlocksWithLimit: ([from, limit]) =>
      slotsBetween(chain, slotOf(from), Number.POSITIVE_INFINITY).slice(0, Number(limit)),
    getBlock: ([slot, config]) => getBlock(chain, slot, config),
    getTransaction: ([signature, config]) => getTransaction(chain, signature, config),
    getSignaturesForAddress: ([address, config]) => signaturesForAddress(chain, address, config),
    getSignatureStatuses: ([signatures]) => withContext(head().slot, statuses(chain, signatures)),
    getTransactionsForAddress: ([address, config]) => {
      if (plan === 'unknown-method') throw new RpcError(METHOD_NOT_FOUND, 'Method not found');
      if (plan === 'forbidden') {
        throw new RpcError(-32403, 'getTransactionsForAddress is not available on your plan. Please upgrade.');
      }
      return transactionsForAddress(chain, address, config);
    },
    getProgramAccounts: ([program, config]) => {
      const slot = contextSlot(head().slot, config);
      return withContext(slot, programAccounts(chain, program, slot, config));
    },
    getAccountInfo: ([address, config]) => {
      const slot = contextSlot(head().slot, config);
      return withContext(slot, accountAt(chain, address, slot));
    },
    getMultipleAccounts: ([addresses, config]) => {
      const slot = contextSlot(head().slot, config);
      const asked = addresses as unknown[];
      if (asked.length > 100) throw new RpcError(INVALID_PARAMS, `Too many inputs provided; max 100`);
      return withContext(
        slot,
        asked.map((address) => accountAt(chain, address, slot)),
      );
    },
  };
}

function getTransaction(chain: SolanaChain, signature: unknown, config: unknown): unknown {
  const { encoding = 'json', maxSupportedTransactionVersion } = (config ?? {}) as Record<string, unknown>;
  if (encoding !== 'json')
    throw new RpcError(INVALID_PARAMS, `encoding ${String(encoding)} is not served here, only json`);
  const ordinal = chain.ordinalOf(String(signature));
  if (ordinal === undefined) return null;
  const { transactionIndex: _, ...transaction } = chain.transaction(ordinal);
  checkVersion(transaction.version, maxSupportedTransactionVersion);
  return transaction;
}

function getBlock(chain: SolanaChain, wanted: unknown, config: unknown): object {
  const { transactionDetails = 'full', maxSupportedTransactionVersion } = (config ?? {}) as Record<string, unknown>;
  const { slot, blockTime } = blockAt(chain, wanted);
  const position = positionOf(chain, slot);
  const header = {
    blockHeight: position,
    blockTime,
    blockhash: String(slot),
    parentSlot: chain.blocks[position - 1]?.slot ?? slot - 1,
    previousBlockhash: String(chain.blocks[position - 1]?.slot ?? slot - 1),
  };
  const ordinals: number[] = [];
  for (let at = chain.firstOrdinalFrom(slot); at < chain.size && chain.header(at).slot === slot; at++)
    ordinals.push(at);
  if (transactionDetails === 'none') return header;
  if (transactionDetails === 'signatures') {
    return { ...header, signatures: listing(chain, ordinals) };
  }
  return {
    ...header,
    transactions: ordinals.map((ordinal) => blockEntry(chain.transaction(ordinal), maxSupportedTransactionVersion)),
  };
}

/** Every transaction of the block by its place in it; those that the ledger does not hold have signatures of no meaning. */
function listing(chain: SolanaChain, ordinals: number[]): string[] {
  const signatures: string[] = [];
  for (const ordinal of ordinals) {
    const place = chain.transaction(ordinal).transactionIndex;
    while (signatures.length < place) signatures.push(`${'1'.repeat(80)}${signatures.length}`.replaceAll('0', 'A'));
    signatures.push(chain.signatureOf(ordinal));
  }
  return signatures;
}

function blockEntry({ transaction, meta, version }: SolanaTransaction, maxVersion: unknown): object {
  checkVersion(version, maxVersion);
  return { transaction, meta, version };
}

function statuses(chain: SolanaChain, signatures: unknown): unknown[] {
  return (signatures as string[]).map((signature) => {
    const ordinal = chain.ordinalOf(signature);
    if (ordinal === undefined) return null;
    const { slot, err } = chain.header(ordinal);
    return {
      slot,
      confirmations: null,
      err,
      status: err === null ? { Ok: null } : { Err: err },
      confirmationStatus: 'finalized',
    };
  });
}

/** The slot of an answer about accounts: the head, unless it is older than what the caller has seen. */
function contextSlot(slot: number, config: unknown): number {
  const { minContextSlot = 0 } = (config ?? {}) as { minContextSlot?: number };
  if (slot < minContextSlot) throw new RpcError(-32016, 'Minimum context slot has not been reached');
  return slot;
}

function accountAt(chain: SolanaChain, address: unknown, slot: number): object | null {
  if (chain.account === undefined) throw new RpcError(METHOD_NOT_FOUND, 'this ledger keeps no accounts');
  const account = chain.account(String(address), slot);
  return account === null ? null : accountAnswer(account);
}

/** The accounts of a program, filtered by length and by bytes at a place; only answers with their slot are served. */
function programAccounts(chain: SolanaChain, program: unknown, slot: number, config: unknown): object[] {
  const { filters = [], withContext: stated, dataSlice } = (config ?? {}) as AccountsConfig;
  if (chain.programAccounts === undefined) throw new RpcError(METHOD_NOT_FOUND, 'this ledger keeps no accounts');
  if (stated !== true) throw new RpcError(INVALID_PARAMS, 'getProgramAccounts is served withContext only');
  const found = [...chain.programAccounts(String(program), slot)].filter(([, { data }]) =>
    filters.every((filter) => {
      if ('dataSize' in filter) return data.length === filter.dataSize;
      const { offset, bytes } = filter.memcmp;
      const wanted = base58.decode(bytes);
      return Buffer.compare(data.subarray(offset, offset + wanted.length), wanted) === 0;
    }),
  );
  return found.map(([pubkey, account]) => {
    if (dataSlice === undefined) return { pubkey, account: accountAnswer(account) };
    const data = account.data.subarray(dataSlice.offset, dataSlice.offset + dataSlice.length);
    return { pubkey, account: { ...accountAnswer({ ...account, data }), space: account.data.length } };
  });
}

interface AccountsConfig {
  filters?: AccountFilter[];
  withContext?: boolean;
  dataSlice?: { offset: number; length: number };
}

type AccountFilter = { dataSize: number } | { memcmp: { offset: number; bytes: string } };

function accountAnswer({ owner, lamports, data }: SolanaAccount): object {
  const encoded = [Buffer.from(data).toString('base64'), 'base64'];
  return { owner, lamports, data: encoded, executable: false, rentEpoch: 0, space: data.length };
}

function withContext(slot: number, value: unknown): object {
  return { context: { slot, apiVersion: '2.2.16' }, value };
}

function slotOf(value: unknown): number {
  if (!Number.isSafeInteger(value))
    throw new RpcError(INVALID_PARAMS, `Invalid params: ${JSON.stringify(value)} is no slot`);
  return value as number;
}

function blockAt(chain: SolanaChain, value: unknown): { slot: number; blockTime: number } {
  const slot = slotOf(value);
  const block = chain.blocks[positionOf(chain, slot)];
  if (block?.slot === slot) return block;
  if (slot > (chain.blocks.at(-1)?.slot ?? 0)) throw new RpcError(-32004, `Block not available for slot ${slot}`);
  throw new RpcError(-32009, `Slot ${slot} was skipped, or missing in long-term storage`);
}

/** Position of the first block whose slot is not below the given one. */
function positionOf({ blocks }: SolanaChain, slot: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (blocks[middle]!.slot < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}

function slotsBetween(chain: SolanaChain, from: number, to: number): number[] {
  return chain.blocks.filter(({ slot }) => slot >= from && slot <= to).map(({ slot }) => slot);
}

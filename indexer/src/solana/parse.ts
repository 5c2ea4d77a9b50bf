import { CodedError } from '@tokentape/core/coded-error.ts';
import type { SolanaInstruction, SolanaTransaction, TokenAccount } from './transaction.ts';

type Json = Record<string, unknown>;

/**
 * Checks one `getTransaction` answer (encoding `json`) and brings it to the normal form.
 * Takes it with or without the JSON-RPC envelope; integers may be numbers or bigints, as helius-sdk and kit give them.
 * Checked by hand, not by a schema library: this runs once for each transaction of history.
 * @throws CodedError `SOLANA_TRANSACTION_MISSING` (a null result), `SOLANA_META_MISSING` (the node does not have the outcome),
 *   `SOLANA_VERSION_UNKNOWN`, `SOLANA_LOOKUP_MISSING` (looked-up addresses left out), `SOLANA_TRANSACTION_INVALID`.
 */
export function parseSolanaTransaction(answer: unknown): SolanaTransaction {
  const given = unwrap(answer);
  const transaction = object(given.transaction, 'transaction');
  const message = object(transaction.message, 'transaction.message');
  const signature = array(transaction.signatures, 'transaction.signatures')[0];
  if (typeof signature !== 'string') throw invalid('transaction.signatures is empty');
  if (given.meta === null || given.meta === undefined) {
    throw new CodedError('SOLANA_META_MISSING', `${signature}: the node gave no meta; ask another node.`);
  }
  const meta = object(given.meta, 'meta');
  const version = readVersion(given.version, signature);
  const keys = readKeys(message, meta, signature);
  const header = object(message.header, 'message.header');
  return {
    signature,
    slot: integer(given.slot, 'slot'),
    blockTime: given.blockTime == null ? null : integer(given.blockTime, 'blockTime'),
    version,
    failed: meta.err != null,
    keys,
    signers: integer(header.numRequiredSignatures, 'header.numRequiredSignatures'),
    instructions: readInstructions(message, meta, keys.length),
    tokenAccounts: readTokenAccounts(meta, keys.length),
    logs: meta.logMessages == null ? [] : strings(meta.logMessages, 'meta.logMessages'),
  };
}

function unwrap(answer: unknown): Json {
  const outer = object(answer, 'the answer');
  if ('transaction' in outer) return outer;
  if (outer.error != null) throw invalid(`it is an error answer: ${JSON.stringify(outer.error)}`);
  if (outer.result === null) {
    throw new CodedError('SOLANA_TRANSACTION_MISSING', 'The node answered null: it does not have this transaction.');
  }
  if (!('result' in outer)) throw invalid('it has neither `transaction` nor `result`');
  const result = object(outer.result, 'result');
  if (!('transaction' in result)) throw invalid('result has no `transaction`');
  return result;
}

function readVersion(version: unknown, signature: string): 'legacy' | 0 | 1 {
  if (version === undefined || version === null || version === 'legacy') return 'legacy';
  const number = typeof version === 'bigint' ? Number(version) : version;
  if (number === 0 || number === 1) return number;
  throw new CodedError('SOLANA_VERSION_UNKNOWN', `${signature}: transaction version ${String(version)} is not known.`);
}

function readKeys(message: Json, meta: Json, signature: string): string[] {
  const fixed = strings(message.accountKeys, 'message.accountKeys (ask with encoding `json`)');
  if (fixed.length === 0) throw invalid('message.accountKeys is empty');
  const expected = countLookups(message.addressTableLookups);
  const loaded = meta.loadedAddresses == null ? undefined : object(meta.loadedAddresses, 'meta.loadedAddresses');
  if (loaded === undefined) {
    if (expected > 0) throw lookupMissing(signature);
    return fixed;
  }
  const writable = strings(loaded.writable, 'loadedAddresses.writable');
  const readonly = strings(loaded.readonly, 'loadedAddresses.readonly');
  if (writable.length + readonly.length !== expected) throw lookupMissing(signature);
  return expected === 0 ? fixed : fixed.concat(writable, readonly);
}

function countLookups(lookups: unknown): number {
  if (lookups === undefined || lookups === null) return 0;
  let count = 0;
  for (const lookup of array(lookups, 'message.addressTableLookups')) {
    const entry = object(lookup, 'addressTableLookups');
    count += array(entry.writableIndexes, 'writableIndexes').length;
    count += array(entry.readonlyIndexes, 'readonlyIndexes').length;
  }
  return count;
}

function readInstructions(message: Json, meta: Json, keys: number): SolanaInstruction[] {
  const outers = array(message.instructions, 'message.instructions');
  // A failed transaction counts as failed whatever it did inside.
  if (meta.innerInstructions == null && meta.err == null) throw invalid('meta.innerInstructions is not recorded');
  const groups = array(meta.innerInstructions ?? [], 'meta.innerInstructions');
  const flat: SolanaInstruction[] = [];
  let group = 0;
  for (let outer = 0; outer < outers.length; outer++) {
    flat.push(readInstruction(outers[outer], 1, outer, -1, keys));
    for (; group < groups.length; group++) {
      const entry = object(groups[group], 'innerInstructions');
      const index = integer(entry.index, 'innerInstructions.index');
      if (index !== outer) {
        if (index < outer || index >= outers.length) throw invalid('innerInstructions are out of order');
        break;
      }
      const inners = array(entry.instructions, 'innerInstructions.instructions');
      for (let inner = 0; inner < inners.length; inner++) {
        flat.push(readInstruction(inners[inner], 0, outer, inner, keys));
      }
    }
  }
  if (group < groups.length) throw invalid('innerInstructions refer to no instruction');
  return flat;
}

function readInstruction(
  given: unknown,
  height: number,
  outer: number,
  inner: number,
  keys: number,
): SolanaInstruction {
  const entry = object(given, 'instruction');
  const program = integer(entry.programIdIndex, 'programIdIndex');
  const accounts = indexes(entry.accounts, keys);
  const data = entry.data;
  if (program >= keys) throw invalid('an instruction names a program that is not among the keys');
  if (typeof data !== 'string') throw invalid('instruction data is not a base58 string; ask with encoding `json`');
  const recorded = entry.stackHeight;
  const depth = height === 1 || recorded == null ? height : integer(recorded, 'stackHeight');
  return { program, accounts, data, height: depth, outer, inner };
}

function indexes(given: unknown, keys: number): number[] {
  const list = array(given, 'instruction.accounts');
  for (let at = 0; at < list.length; at++) {
    if (typeof list[at] === 'bigint') list[at] = Number(list[at]);
    const index = list[at] as number;
    // Only whole numbers from 0 on are themselves after `>>> 0`.
    if (index >>> 0 !== index || index >= keys)
      throw invalid('an instruction names an account that is not among the keys');
  }
  return list as number[];
}

function readTokenAccounts(meta: Json, keys: number): (TokenAccount | undefined)[] {
  const accounts: (TokenAccount | undefined)[] = new Array(keys).fill(undefined);
  for (const end of ['before', 'after'] as const) {
    const given = end === 'before' ? meta.preTokenBalances : meta.postTokenBalances;
    if (given == null) continue;
    for (const balance of array(given, 'token balances')) addBalance(accounts, object(balance, 'token balance'), end);
  }
  return accounts;
}

function addBalance(accounts: (TokenAccount | undefined)[], balance: Json, end: 'before' | 'after'): void {
  const index = integer(balance.accountIndex, 'accountIndex');
  const amount = (balance.uiTokenAmount as Json | undefined)?.amount;
  if (index >= accounts.length) throw invalid('a token balance names an account that is not among the keys');
  if (typeof balance.mint !== 'string' || typeof amount !== 'string') throw invalid('a token balance is incomplete');
  const known = accounts[index];
  if (known === undefined) {
    const owner = typeof balance.owner === 'string' ? balance.owner : null;
    const [before, after] = end === 'before' ? [amount, null] : [null, amount];
    accounts[index] = { mint: balance.mint, owner, before, after };
  } else {
    known[end] = amount;
    if (typeof balance.owner === 'string') known.owner ??= balance.owner;
  }
}

function strings(value: unknown, name: string): string[] {
  const list = array(value, name);
  for (const item of list) if (typeof item !== 'string') throw invalid(`${name} are not all strings`);
  return list as string[];
}

function integer(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  if (typeof value === 'bigint' && value >= 0n && value <= 9_007_199_254_740_991n) return Number(value);
  throw invalid(`${name} is not a whole number`);
}

function object(value: unknown, name: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw invalid(`${name} is not an object`);
}

function array(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw invalid(`${name} is not a list`);
}

function invalid(reason: string): CodedError {
  return new CodedError('SOLANA_TRANSACTION_INVALID', `Not a getTransaction answer: ${reason}.`);
}

function lookupMissing(signature: string): CodedError {
  return new CodedError(
    'SOLANA_LOOKUP_MISSING',
    `${signature}: addresses from lookup tables are missing (meta.loadedAddresses); ask another node.`,
  );
}

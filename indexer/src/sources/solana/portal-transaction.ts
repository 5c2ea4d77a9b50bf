import { CodedError } from '@tokentape/core/coded-error.ts';
import type { SolanaInstruction, SolanaTransaction, TokenAccount } from '../../solana/transaction.ts';
import type {
  PortalHeader,
  PortalInstruction,
  PortalLog,
  PortalTokenBalance,
  PortalTransaction,
} from './portal-block.ts';

/** One transaction as the portal gives it, in parts. */
export interface PortalParts {
  header: PortalHeader;
  transaction: PortalTransaction;
  instructions: PortalInstruction[];
  tokenBalances: PortalTokenBalance[];
  logs: PortalLog[];
}

/**
 * Brings a transaction of the portal to the normal form of every Solana source. Of the logs only events (`Program data:`) are
 * kept, each under its instruction, since that is what decoders read.
 * @throws CodedError `SOLANA_TRANSACTION_INVALID` when a part is missing or contradicts another, `SOLANA_VERSION_UNKNOWN`,
 *   `SOLANA_LOOKUP_MISSING`
 */
export function portalTransaction({ header, transaction, ...parts }: PortalParts): SolanaTransaction {
  const signature = transaction.signatures[0] as string;
  const keys = readKeys(transaction, signature);
  const places = new Map(keys.map((key, place) => [key, place]));
  const place = (key: string): number => {
    const found = places.get(key);
    if (found === undefined) throw invalid(signature, `${key} is not among the keys`);
    return found;
  };
  const ordered = parts.instructions.sort((a, b) => compare(a.instructionAddress, b.instructionAddress));
  return {
    signature,
    slot: header.number,
    blockTime: header.timestamp ? header.timestamp : null,
    version: readVersion(transaction.version, signature),
    failed: transaction.err !== null,
    keys,
    signers: transaction.numRequiredSignatures,
    instructions: readInstructions(ordered, place, signature),
    tokenAccounts: readTokenAccounts(parts.tokenBalances, keys.length, place),
    logs: writeLogs(ordered, parts.logs),
  };
}

function readKeys(
  { accountKeys, addressTableLookups, loadedAddresses }: PortalTransaction,
  signature: string,
): string[] {
  const { writable = [], readonly = [] } = loadedAddresses ?? {};
  const expected = (addressTableLookups ?? []).reduce(
    (sum, lookup) => sum + lookup.readonlyIndexes.length + lookup.writableIndexes.length,
    0,
  );
  if (writable.length + readonly.length === expected) return [...accountKeys, ...writable, ...readonly];
  throw new CodedError('SOLANA_LOOKUP_MISSING', `${signature}: addresses from lookup tables are missing.`);
}

function readVersion(version: number | string, signature: string): 'legacy' | 0 | 1 {
  if (version === 'legacy' || version === 0 || version === 1) return version;
  throw new CodedError('SOLANA_VERSION_UNKNOWN', `${signature}: transaction version ${version} is not known.`);
}

/** Depth first, as they ran; each address must follow from the one before, so that a missing instruction shows. */
function readInstructions(
  ordered: PortalInstruction[],
  place: (key: string) => number,
  signature: string,
): SolanaInstruction[] {
  let before: number[] = [];
  let inner = -1;
  return ordered.map(({ instructionAddress: address, programId, accounts, data }) => {
    if (!follows(before, address)) throw invalid(signature, `no instruction between ${before} and ${address}`);
    before = address;
    inner = address.length === 1 ? -1 : inner + 1;
    const outer = address[0] as number;
    return { program: place(programId), accounts: accounts.map(place), data, height: address.length, outer, inner };
  });
}

function follows(before: number[], address: number[]): boolean {
  const depth = address.length;
  if (depth > before.length + 1) return false;
  const last = address[depth - 1];
  const same = before.slice(0, depth - 1).every((step, at) => step === address[at]);
  return same && last === (depth > before.length ? 0 : (before[depth - 1] as number) + 1);
}

function readTokenAccounts(
  balances: PortalTokenBalance[],
  keys: number,
  place: (key: string) => number,
): (TokenAccount | undefined)[] {
  const accounts: (TokenAccount | undefined)[] = new Array(keys).fill(undefined);
  for (const { account, preMint, postMint, preOwner, postOwner, preAmount, postAmount } of balances) {
    const mint = preMint ?? postMint;
    if (mint == null) continue;
    const [before, after] = [preAmount ?? null, postAmount ?? null];
    accounts[place(account)] = { mint, owner: preOwner ?? postOwner ?? null, before, after };
  }
  return accounts;
}

/** Log lines as a node writes them, without what programs print: each instruction opens, states its events and closes. */
function writeLogs(ordered: PortalInstruction[], logs: PortalLog[]): string[] {
  const events = new Map<string, string[]>();
  for (const { kind, message, instructionAddress } of logs.sort((a, b) => a.logIndex - b.logIndex)) {
    if (kind !== 'data') continue;
    const key = instructionAddress.join();
    events.set(key, [...(events.get(key) ?? []), message]);
  }
  if (events.size === 0) return [];
  const lines: string[] = [];
  const open: string[] = [];
  const close = (depth: number): void => {
    while (open.length >= depth) lines.push(`Program ${open.pop()} success`);
  };
  for (const { instructionAddress: address, programId } of ordered) {
    close(address.length);
    open.push(programId);
    lines.push(`Program ${programId} invoke [${address.length}]`);
    for (const message of events.get(address.join()) ?? []) lines.push(`Program data: ${message}`);
  }
  close(1);
  return lines;
}

function compare(a: number[], b: number[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = (a[at] as number) - (b[at] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function invalid(signature: string, reason: string): CodedError {
  return new CodedError('SOLANA_TRANSACTION_INVALID', `${signature}: the portal's answer does not fit: ${reason}.`);
}

import { CodedError } from '@tokentape/core/coded-error.ts';
import { venueOf } from '../../dexes/solana-venues.ts';
import type { PortalBlock, PortalInstruction, PortalRemainder, PortalTransaction } from './portal-block.ts';
import { bringsBalances, type Remainder, type WatchedSets } from './portal-query.ts';
import type { PortalParts } from './portal-transaction.ts';

/** Instructions can be asked for by their first sixteen accounts. */
const PLACES = 16;

/** The transactions of a block, each with its own items. */
export function partsOf({ header, transactions, instructions, tokenBalances }: PortalBlock): PortalParts[] {
  const byIndex = new Map<number, PortalParts>();
  for (const transaction of transactions) {
    const empty = { instructions: [], tokenBalances: [], logs: [] };
    byIndex.set(transaction.transactionIndex, { header, transaction, ...empty });
  }
  const of = (index: number): PortalParts => {
    const parts = byIndex.get(index);
    if (parts !== undefined) return parts;
    throw new CodedError('SOLANA_PAGE_INVALID', `Slot ${header.number}: transaction ${index} itself is missing.`);
  };
  for (const instruction of instructions) of(instruction.transactionIndex).instructions.push(instruction);
  for (const balance of tokenBalances) of(balance.transactionIndex).tokenBalances.push(balance);
  for (const { transaction, instructions: own } of byIndex.values()) {
    if (own.length === 0) throw missing(header.number, transaction);
  }
  return [...byIndex.values()];
}

/** What must be asked for besides: logs of the calls that state events there, and balances that no filter brought along. */
export function remainderOf(all: readonly PortalParts[], watched: WatchedSets): Remainder {
  const calls: Remainder['calls'] = [];
  const accounts = new Set<string>();
  for (const parts of all) {
    if (parts.transaction.err !== null) continue;
    for (const call of logCalls(parts)) calls.push({ program: call.programId, ...ownAccount(call, parts, watched) });
    if (parts.instructions.some((each) => bringsBalances(watched, each.programId, each.accounts))) continue;
    const { accountKeys, loadedAddresses } = parts.transaction;
    for (const key of [...accountKeys, ...(loadedAddresses?.writable ?? [])]) accounts.add(key);
  }
  return { calls, accounts: [...accounts] };
}

/** Adds the remainder of one block to its transactions; `found` collects the calls whose logs have come. */
export function addRemainder(all: ReadonlyMap<string, PortalParts>, block: PortalRemainder, found: Set<string>): void {
  const slot = block.header.number;
  for (const { transactionIndex, instructionAddress } of block.instructions) {
    found.add(callKey(slot, transactionIndex, instructionAddress));
  }
  for (const log of block.logs) all.get(partsKey(slot, log.transactionIndex))?.logs.push(log);
  for (const balance of block.tokenBalances) {
    const parts = all.get(partsKey(slot, balance.transactionIndex));
    if (parts?.tokenBalances.some(({ account }) => account === balance.account) === false) {
      parts.tokenBalances.push(balance);
    }
  }
}

/** @throws CodedError `SOLANA_PAGE_INVALID` when a call whose logs were asked for did not come */
export function checkRemainder(all: readonly PortalParts[], found: ReadonlySet<string>): void {
  for (const parts of all) {
    if (parts.transaction.err !== null) continue;
    for (const { transactionIndex, instructionAddress } of logCalls(parts)) {
      if (found.has(callKey(parts.header.number, transactionIndex, instructionAddress))) continue;
      throw missing(parts.header.number, parts.transaction);
    }
  }
}

export const partsKey = (slot: number, index: number): string => `${slot} ${index}`;

const callKey = (slot: number, index: number, address: number[]): string => `${slot} ${index} ${address.join()}`;

const logCalls = ({ instructions }: PortalParts): PortalInstruction[] =>
  instructions.filter(({ programId }) => venueOf(programId)?.design.events === 'log');

/** The account by which a call is asked for again: a vault if it can be, since few other calls name it. */
function ownAccount(
  { accounts }: PortalInstruction,
  { transaction, tokenBalances }: PortalParts,
  { mints }: WatchedSets,
): { place: number; account: string } {
  const signers = new Set(transaction.accountKeys.slice(0, transaction.numRequiredSignatures));
  const holds = new Map(tokenBalances.map((balance) => [balance.account, balance]));
  let best = { place: 0, score: -1 };
  accounts.slice(0, PLACES).forEach((account, place) => {
    const balance = holds.get(account);
    if (balance === undefined) return;
    const watched = mints.has(balance.preMint ?? balance.postMint ?? '') ? 1 : 0;
    const score = watched + (signers.has(balance.preOwner ?? balance.postOwner ?? '') ? 0 : 2);
    if (score > best.score) best = { place, score };
  });
  return { place: best.place, account: accounts[best.place] ?? '' };
}

function missing(slot: number, { signatures }: PortalTransaction): CodedError {
  return new CodedError('SOLANA_PAGE_INVALID', `Slot ${slot}: instructions of ${signatures[0]} are missing.`);
}

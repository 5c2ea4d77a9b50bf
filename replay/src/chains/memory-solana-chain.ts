import type { SolanaBlockRef, SolanaChain, SolanaTransaction, SolanaTransactionHeader } from './solana-chain.ts';

/** A transaction of a ledger: what lists need at hand, and how to render the rest. */
export interface SolanaEntry extends SolanaTransactionHeader {
  signature(): string;
  render(): SolanaTransaction;
  /** What the address index needs, where that is cheaper than rendering. */
  mentions?(): { keys: string[]; owners: string[] };
}

export interface SolanaLedger {
  genesisHash: string;
  /** In order of (slot, transactionIndex). */
  entries: readonly SolanaEntry[];
  /** Blocks besides those of the entries, such as empty ones. */
  emptyBlocks?: readonly SolanaBlockRef[];
  account?: SolanaChain['account'];
  programAccounts?: SolanaChain['programAccounts'];
}

/** Holds a ledger behind the questions of JSON-RPC; the address index is built when the first address is asked for. */
export function memorySolanaChain(ledger: SolanaLedger): SolanaChain {
  const { entries } = ledger;
  const blocks = blocksOf(ledger);
  let postings: Postings | undefined;
  let signatures: Map<string, number> | undefined;
  const entry = (ordinal: number): SolanaEntry => {
    const found = entries[ordinal];
    if (found === undefined) throw new RangeError(`The ledger has no transaction ${ordinal}.`);
    return found;
  };
  return {
    genesisHash: ledger.genesisHash,
    size: entries.length,
    blocks,
    header: entry,
    signatureOf: (ordinal) => entry(ordinal).signature(),
    transaction: (ordinal) => entry(ordinal).render(),
    ordinalsOf(address, withTokenAccounts) {
      postings ??= postingsOf(entries);
      const named = postings.keys.get(address) ?? [];
      const owned = withTokenAccounts ? postings.owners.get(address) : undefined;
      return owned === undefined ? named : [...new Set([...named, ...owned])].sort((a, b) => a - b);
    },
    ordinalOf(signature) {
      signatures ??= new Map(entries.map((each, ordinal) => [each.signature(), ordinal]));
      return signatures.get(signature);
    },
    firstOrdinalFrom: (slot) => lowerBound(entries, slot),
    ...(ledger.account === undefined ? {} : { account: ledger.account }),
    ...(ledger.programAccounts === undefined ? {} : { programAccounts: ledger.programAccounts }),
  };
}

interface Postings {
  keys: Map<string, number[]>;
  /** Owners of token accounts that are not themselves named. */
  owners: Map<string, number[]>;
}

function postingsOf(entries: readonly SolanaEntry[]): Postings {
  const keys = new Map<string, number[]>();
  const owners = new Map<string, number[]>();
  entries.forEach((entry, ordinal) => {
    const named = entry.mentions?.() ?? mentionsOf(entry.render());
    const names = new Set(named.keys);
    for (const key of names) post(keys, key, ordinal);
    for (const owner of new Set(named.owners)) if (!names.has(owner)) post(owners, owner, ordinal);
  });
  return { keys, owners };
}

function mentionsOf({ meta, transaction }: SolanaTransaction): { keys: string[]; owners: string[] } {
  const loaded = meta?.loadedAddresses;
  const keys = [...transaction.message.accountKeys, ...(loaded?.writable ?? []), ...(loaded?.readonly ?? [])];
  const balances = [...(meta?.preTokenBalances ?? []), ...(meta?.postTokenBalances ?? [])];
  return { keys, owners: balances.map(({ owner }) => owner) };
}

function post(lists: Map<string, number[]>, key: string, ordinal: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [ordinal]);
  else list.push(ordinal);
}

function blocksOf({ entries, emptyBlocks = [] }: SolanaLedger): SolanaBlockRef[] {
  const times = new Map<number, number>(emptyBlocks.map(({ slot, blockTime }) => [slot, blockTime]));
  for (const { slot, blockTime } of entries) times.set(slot, blockTime ?? times.get(slot) ?? 0);
  return [...times].map(([slot, blockTime]) => ({ slot, blockTime })).sort((a, b) => a.slot - b.slot);
}

function lowerBound(entries: readonly SolanaEntry[], slot: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle]!.slot < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}

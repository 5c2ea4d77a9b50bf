/** One instruction as `getTransaction` with encoding `json` gives it; `accounts` are indices into the account keys. */
export interface SolanaInstruction {
  programIdIndex: number;
  accounts: number[];
  /** Base58. */
  data: string;
  stackHeight: number | null;
}

export interface SolanaTokenBalance {
  accountIndex: number;
  mint: string;
  owner: string;
  programId: string;
  uiTokenAmount: { amount: string; decimals: number; uiAmount: number | null; uiAmountString: string };
}

export interface SolanaMeta {
  err: unknown;
  status: unknown;
  fee: number;
  computeUnitsConsumed?: number;
  preBalances: number[];
  postBalances: number[];
  innerInstructions: { index: number; instructions: SolanaInstruction[] }[] | null;
  preTokenBalances: SolanaTokenBalance[] | null;
  postTokenBalances: SolanaTokenBalance[] | null;
  loadedAddresses?: { writable: string[]; readonly: string[] };
  logMessages: string[] | null;
  rewards?: unknown[] | null;
}

/** A transaction as the node answers it (encoding `json`), with its place in the block as Helius adds it. */
export interface SolanaTransaction {
  slot: number;
  blockTime: number | null;
  transactionIndex: number;
  version: number | 'legacy';
  meta: SolanaMeta | null;
  transaction: {
    signatures: string[];
    message: {
      accountKeys: string[];
      header: {
        numRequiredSignatures: number;
        numReadonlySignedAccounts: number;
        numReadonlyUnsignedAccounts: number;
      };
      instructions: SolanaInstruction[];
      addressTableLookups?: { accountKey: string; writableIndexes: number[]; readonlyIndexes: number[] }[];
      recentBlockhash: string;
    };
  };
}

/** What a list of transactions needs to know of each without rendering it. */
export interface SolanaTransactionHeader {
  slot: number;
  transactionIndex: number;
  blockTime: number | null;
  err: unknown;
}

export interface SolanaBlockRef {
  slot: number;
  blockTime: number;
}

/** A Solana ledger that can be asked for what JSON-RPC asks. Transactions are counted in order of (slot, position). */
export interface SolanaChain {
  readonly genesisHash: string;
  /** Number of transactions. */
  readonly size: number;
  /** Blocks in order of slot: those with transactions and those without. */
  readonly blocks: readonly SolanaBlockRef[];
  header(ordinal: number): SolanaTransactionHeader;
  /** Base58 of the first signature. */
  signatureOf(ordinal: number): string;
  /** Rendered on each call, so that a long ledger stays small in memory. */
  transaction(ordinal: number): SolanaTransaction;
  /** Ordinals, ascending, of the transactions that name the address or, when asked, move tokens that it owns. */
  ordinalsOf(address: string, withTokenAccounts: boolean): ArrayLike<number>;
  ordinalOf(signature: string): number | undefined;
  /** First ordinal whose slot is not below the given slot; `size` when there is none. */
  firstOrdinalFrom(slot: number): number;
  /** Account data at the end of a slot; undefined where the ledger does not keep accounts. */
  account?(address: string, slot: number): SolanaAccount | null;
  /** Accounts that a program owns, by address, at the end of a slot. */
  programAccounts?(program: string, slot: number): Iterable<readonly [address: string, account: SolanaAccount]>;
}

export interface SolanaAccount {
  owner: string;
  lamports: number;
  data: Uint8Array;
}

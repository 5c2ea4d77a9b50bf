import { CodedError } from '@tokentape/core/coded-error.ts';

/** One instruction of a transaction, outer or inner; accounts and program are indexes into `keys`. */
export interface SolanaInstruction {
  program: number;
  accounts: number[];
  /** Base58, decoded only where a decoder looks. */
  data: string;
  /** 1 for outer instructions; 0 where an old node did not record the height of an inner one. */
  height: number;
  /** Index of the outer instruction. */
  outer: number;
  /** Position among the inner instructions of `outer`; -1 for the outer instruction itself. */
  inner: number;
}

/** What the transaction's token balances say of one token account; raw amounts as decimal strings. */
export interface TokenAccount {
  mint: string;
  owner: string | null;
  /** null: the account did not exist (or was no token account) at that end of the transaction. */
  before: string | null;
  after: string | null;
}

/** One executed transaction in the form that every Solana source is brought to. */
export interface SolanaTransaction {
  signature: string;
  slot: number;
  /** Unix seconds; null where the node does not know it. */
  blockTime: number | null;
  version: 'legacy' | 0 | 1;
  failed: boolean;
  /** Static keys, then looked-up writable ones, then looked-up read-only ones: the order that indexes refer to. */
  keys: string[];
  /** The first `signers` keys signed; the first of all paid the fee. */
  signers: number;
  /** In order of execution: each outer instruction followed by its inner ones. */
  instructions: SolanaInstruction[];
  /** By key index; empty slots are no token accounts. */
  tokenAccounts: (TokenAccount | undefined)[];
  logs: string[];
}

/** Where an instruction stands: `2` for the third outer instruction, `2.5` for the sixth inner one under it. */
export function instructionPath(instruction: SolanaInstruction): string {
  return instruction.inner < 0 ? String(instruction.outer) : `${instruction.outer}.${instruction.inner}`;
}

/**
 * The change of a token account's balance. Balances stay texts until somebody asks, since most are never needed.
 * @throws CodedError `SOLANA_TRANSACTION_INVALID` when a balance is not a number
 */
export function balanceChange({ before, after }: TokenAccount): bigint {
  try {
    return BigInt(after ?? '0') - BigInt(before ?? '0');
  } catch {
    throw new CodedError(
      'SOLANA_TRANSACTION_INVALID',
      `Not a getTransaction answer: ${before} or ${after} is no balance.`,
    );
  }
}

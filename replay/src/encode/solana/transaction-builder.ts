import { base58 } from '@scure/base';
import type { SolanaInstruction, SolanaTokenBalance, SolanaTransaction } from '../../chains/solana-chain.ts';
import { type Field, packBytes } from '../bytes.ts';

export interface TransactionHead {
  slot: number;
  /** Unix seconds. */
  blockTime: number;
  transactionIndex: number;
  /** Base58 of 64 bytes. */
  signature(): string;
  feePayer: string;
  /** Lamports. */
  fee?: number;
  recentBlockhash(): string;
  /** With it the transaction is of version 0 and its read-only accounts come from this table. */
  lookupTable?: string;
}

/** An account of an instruction: an address is read-only, in a pair with `true` writable. */
export type AccountRole = string | readonly [address: string, writable: true];

export interface TokenBalanceChange {
  account: string;
  mint: string;
  owner: string;
  program: string;
  decimals: number;
  /** Null where the account does not exist before. */
  before: bigint | null;
  after: bigint;
}

interface Call {
  program: string;
  accounts: string[];
  data: readonly Field[];
  depth: number;
}

type Body = (call: SolanaCall) => void;

/** What a program does while it runs: call others, and log. */
export interface SolanaCall {
  invoke(program: string, accounts: readonly AccountRole[], data: readonly Field[], body?: Body): void;
  log(message: string): void;
  /** An Anchor event: `Program data:` and base64. */
  event(data: readonly Field[]): void;
}

/**
 * Builds a transaction as `getTransaction` (encoding `json`) answers it: keys in the order of the message, instructions
 * with their inner ones and stack heights, token balances with owners, and the logs that the runtime writes.
 */
export class SolanaTransactionBuilder {
  readonly #head: TransactionHead;
  readonly #signers = new Map<string, boolean>();
  readonly #writable = new Set<string>();
  readonly #others = new Set<string>();
  readonly #called = new Set<string>();
  readonly #calls: { top: Call; inner: Call[] }[] = [];
  readonly #balances: TokenBalanceChange[] = [];
  /** Text, or the fields of an event, packed only when the transaction is built. */
  readonly #logs: (string | readonly Field[])[] = [];
  #error: unknown = null;

  constructor(head: TransactionHead) {
    this.#head = head;
    this.#signers.set(head.feePayer, true);
  }

  /** A signer besides the fee payer. */
  signer(address: string, writable = true): this {
    this.#signers.set(address, writable || (this.#signers.get(address) ?? false));
    return this;
  }

  /** Adds a top-level instruction; what it calls in `body` becomes its inner instructions. */
  instruction(program: string, accounts: readonly AccountRole[], data: readonly Field[], body?: Body): this {
    this.#called.add(program);
    const call = this.#call(program, accounts, data, 1);
    const inner: Call[] = [];
    this.#calls.push({ top: call, inner });
    this.#run(call, inner, body);
    return this;
  }

  tokenBalance(change: TokenBalanceChange): this {
    this.#balances.push(change);
    return this;
  }

  /** The last instruction fails with a program's own error code: balances stay as they were. */
  fail(code: number): this {
    this.#error = { InstructionError: [this.#calls.length - 1, { Custom: code }] };
    const program = this.#calls.at(-1)?.top.program;
    this.#logs[this.#logs.length - 1] = `Program ${program} failed: custom program error: 0x${code.toString(16)}`;
    return this;
  }

  /** The runtime keeps no more than this many log lines; what follows is `Log truncated`, as when a log outgrows its limit. */
  truncateLogs(lines: number): this {
    this.#logs.splice(lines, this.#logs.length, 'Log truncated');
    return this;
  }

  /** All accounts that the transaction names, without building the rest. */
  mentions(): string[] {
    return [...new Set([...this.#signers.keys(), ...this.#others])];
  }

  /** Owners of the token accounts whose balances are stated. */
  owners(): string[] {
    return [...new Set(this.#balances.map(({ owner }) => owner))];
  }

  build(): SolanaTransaction {
    const { slot, blockTime, transactionIndex, fee = 5000, lookupTable } = this.#head;
    const signature = this.#head.signature();
    const keys = this.#keys(lookupTable !== undefined);
    const all = [...keys.static, ...keys.loaded];
    const positions = new Map(all.map((address, position) => [address, position]));
    const err = this.#error;
    const instructions = this.#calls.map(({ top }) => encodeCall(top, positions));
    const innerInstructions = this.#calls
      .map(({ inner }, index) => ({ index, instructions: inner.map((call) => encodeCall(call, positions)) }))
      .filter(({ instructions: list }) => list.length > 0);
    const lamports = all.map((_, position) => (position === 0 ? 1_000_000_000 : 2_039_280));
    return {
      slot,
      blockTime,
      transactionIndex,
      version: lookupTable === undefined ? 'legacy' : 0,
      meta: {
        err,
        status: err === null ? { Ok: null } : { Err: err },
        fee,
        preBalances: lamports,
        postBalances: lamports.map((balance, position) => (position === 0 ? balance - fee : balance)),
        innerInstructions,
        preTokenBalances: this.#tokenBalances(positions, 'before'),
        postTokenBalances: this.#tokenBalances(positions, err === null ? 'after' : 'before'),
        loadedAddresses: { writable: [], readonly: keys.loaded },
        logMessages: this.#logs.map(logLine),
      },
      transaction: {
        signatures: [signature, ...Array.from({ length: this.#signers.size - 1 }, () => signature)],
        message: {
          accountKeys: keys.static,
          header: keys.header,
          instructions,
          ...(lookupTable === undefined ? {} : { addressTableLookups: [lookupOf(lookupTable, keys.loaded)] }),
          recentBlockhash: this.#head.recentBlockhash(),
        },
      },
    };
  }

  #call(program: string, accounts: readonly AccountRole[], data: readonly Field[], depth: number): Call {
    this.#others.add(program);
    const addresses = accounts.map((role) => {
      const address = typeof role === 'string' ? role : role[0];
      if (typeof role !== 'string') this.#writable.add(address);
      this.#others.add(address);
      return address;
    });
    return { program, accounts: addresses, data, depth };
  }

  #run(call: Call, inner: Call[], body: Body | undefined): void {
    this.#logs.push(`Program ${call.program} invoke [${call.depth}]`);
    body?.({
      log: (message) => this.#logs.push(`Program log: ${message}`),
      event: (data) => this.#logs.push(data),
      invoke: (program, accounts, data, deeper) => {
        const child = this.#call(program, accounts, data, call.depth + 1);
        inner.push(child);
        this.#run(child, inner, deeper);
      },
    });
    this.#logs.push(`Program ${call.program} success`);
  }

  #keys(withTable: boolean) {
    const signers = [...this.#signers].sort(([, a], [, b]) => Number(b) - Number(a));
    const rest = [...this.#others].filter((address) => !this.#signers.has(address));
    const writable = rest.filter((address) => this.#writable.has(address));
    const readonly = rest.filter((address) => !this.#writable.has(address));
    const fixed = withTable ? readonly.filter((address) => this.#called.has(address)) : readonly;
    const loaded = withTable ? readonly.filter((address) => !this.#called.has(address)) : [];
    return {
      static: [...signers.map(([address]) => address), ...writable, ...fixed],
      loaded,
      header: {
        numRequiredSignatures: signers.length,
        numReadonlySignedAccounts: signers.filter(([, mayWrite]) => !mayWrite).length,
        numReadonlyUnsignedAccounts: fixed.length,
      },
    };
  }

  #tokenBalances(positions: Map<string, number>, when: 'before' | 'after'): SolanaTokenBalance[] {
    return this.#balances
      .filter((change) => change[when] !== null && positions.has(change.account))
      .map((change) => tokenBalance(positions.get(change.account)!, change, change[when]!))
      .sort((a, b) => a.accountIndex - b.accountIndex);
  }
}

function logLine(line: string | readonly Field[]): string {
  return typeof line === 'string' ? line : `Program data: ${Buffer.from(packBytes(line)).toString('base64')}`;
}

function encodeCall({ program, accounts, data, depth }: Call, positions: Map<string, number>): SolanaInstruction {
  return {
    programIdIndex: positions.get(program)!,
    accounts: accounts.map((address) => positions.get(address)!),
    data: base58.encode(packBytes(data)),
    stackHeight: depth,
  };
}

function tokenBalance(accountIndex: number, change: TokenBalanceChange, raw: bigint): SolanaTokenBalance {
  const { mint, owner, program, decimals } = change;
  const amount = raw.toString();
  const uiAmountString = decimalOf(amount, decimals);
  const uiAmount = raw === 0n ? null : Number(uiAmountString);
  return {
    accountIndex,
    mint,
    owner,
    programId: program,
    uiTokenAmount: { amount, decimals, uiAmount, uiAmountString },
  };
}

/** The raw amount with its decimal point, without trailing zeros, as the node writes it. */
function decimalOf(amount: string, decimals: number): string {
  if (decimals === 0) return amount;
  const padded = amount.padStart(decimals + 1, '0');
  const fraction = padded.slice(-decimals).replace(/0+$/, '');
  return fraction === '' ? padded.slice(0, -decimals) : `${padded.slice(0, -decimals)}.${fraction}`;
}

function lookupOf(accountKey: string, loaded: readonly string[]) {
  return { accountKey, writableIndexes: [], readonlyIndexes: loaded.map((_, position) => position) };
}

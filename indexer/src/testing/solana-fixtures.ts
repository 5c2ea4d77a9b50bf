import { createHash } from 'node:crypto';
import { base58 } from '@scure/base';

/** A stable address for a name. */
export const address = (name: string): string => base58.encode(createHash('sha256').update(name).digest());

export interface FixtureInstruction {
  program: string;
  accounts: string[];
  data: Uint8Array | string;
  /** Undefined: not recorded, as old nodes answer. */
  height?: number;
}

export interface FixtureBalance {
  account: string;
  mint: string;
  owner: string;
  before: string | null;
  after: string | null;
}

export interface FixtureTransaction {
  signature?: string;
  slot?: number;
  signers: string[];
  /** Outer instructions, each with the inner ones that ran under it. */
  calls: { outer: FixtureInstruction; inner?: FixtureInstruction[] }[];
  balances?: FixtureBalance[];
  logs?: string[];
  err?: unknown;
}

/** Little-endian fields one after the other: `u8`, `u32`, `i32`, `u64`, `u128`, `f64` or hex bytes. */
export function bytes(
  ...fields: (readonly ['u8' | 'u32' | 'i32' | 'u64' | 'u128' | 'f64', number | bigint] | string)[]
): Buffer {
  return Buffer.concat(fields.map((field) => (typeof field === 'string' ? Buffer.from(field, 'hex') : scalar(field))));
}

function scalar([kind, value]: readonly [string, number | bigint]): Buffer {
  const buffer = Buffer.alloc({ u8: 1, u32: 4, i32: 4, u64: 8, u128: 16, f64: 8 }[kind] ?? 0);
  if (kind === 'f64') buffer.writeDoubleLE(Number(value));
  else
    for (let at = 0, rest = BigInt.asUintN(128, BigInt(value)); at < buffer.length; at++, rest >>= 8n)
      buffer[at] = Number(rest & 255n);
  return buffer;
}

/** The bytes of an address. */
export const keyHex = (key: string): string => Buffer.from(base58.decode(key)).toString('hex');

/** A `getTransaction` answer (encoding `json`, version 0, no lookup tables) in the shape that nodes give. */
export function transactionAnswer({
  signature,
  slot = 1000,
  signers,
  calls,
  balances = [],
  logs = [],
  err = null,
}: FixtureTransaction) {
  const instructions = calls.flatMap(({ outer, inner = [] }) => [outer, ...inner]);
  const named = instructions.flatMap(({ program, accounts }) => [...accounts, program]);
  const keys = [...new Set([...signers, ...named, ...balances.map(({ account }) => account)])];
  const encode = ({ program, accounts, data, height }: FixtureInstruction) => ({
    programIdIndex: keys.indexOf(program),
    accounts: accounts.map((account) => keys.indexOf(account)),
    data: base58.encode(typeof data === 'string' ? Buffer.from(data, 'hex') : data),
    ...(height === undefined ? {} : { stackHeight: height }),
  });
  const balancesAt = (end: 'before' | 'after') =>
    balances.flatMap((balance) =>
      balance[end] === null
        ? []
        : [
            {
              accountIndex: keys.indexOf(balance.account),
              mint: balance.mint,
              owner: balance.owner,
              uiTokenAmount: { amount: balance[end] },
            },
          ],
    );
  return {
    slot,
    blockTime: 1_751_241_600,
    version: 0,
    transaction: {
      signatures: [signature ?? base58.encode(createHash('sha512').update(JSON.stringify(calls)).digest())],
      message: {
        accountKeys: keys,
        header: { numRequiredSignatures: signers.length },
        instructions: calls.map(({ outer }) => encode(outer)),
        addressTableLookups: [],
      },
    },
    meta: {
      err,
      innerInstructions: calls.flatMap(({ inner }, index) =>
        inner ? [{ index, instructions: inner.map(encode) }] : [],
      ),
      preTokenBalances: balancesAt('before'),
      postTokenBalances: balancesAt('after'),
      loadedAddresses: { writable: [], readonly: [] },
      logMessages: logs,
    },
  };
}

import { describe, expect, it } from 'vitest';
import { hasRealSolana, realSolana } from '../testing/real-solana.ts';
import { address, transactionAnswer } from '../testing/solana-fixtures.ts';
import { parseSolanaTransaction } from './parse.ts';
import { instructionPath } from './transaction.ts';

const ALICE = address('alice');
const answer = () =>
  transactionAnswer({
    signers: [ALICE],
    calls: [
      {
        outer: { program: address('router'), accounts: [ALICE], data: '00' },
        inner: [{ program: address('venue'), accounts: [], data: '0102', height: 2 }],
      },
    ],
  });

describe('parseSolanaTransaction', () => {
  it('flattens instructions in order of execution, with their paths', () => {
    const tx = parseSolanaTransaction(answer());
    expect(tx.instructions.map(instructionPath)).toEqual(['0', '0.0']);
    expect(tx.instructions.map(({ height }) => height)).toEqual([1, 2]);
    expect(tx).toMatchObject({ version: 0, failed: false, signers: 1, slot: 1000 });
  });

  it('reads the envelope of JSON-RPC and integers as bigints alike', () => {
    const given = answer();
    const asBigint = {
      ...given,
      slot: 1000n,
      blockTime: BigInt(given.blockTime),
      meta: {
        ...given.meta,
        innerInstructions: given.meta.innerInstructions.map((group) => ({ ...group, index: 0n })),
      },
    };
    expect(parseSolanaTransaction({ jsonrpc: '2.0', id: 1, result: asBigint })).toEqual(parseSolanaTransaction(given));
  });

  it('F44: takes looked-up addresses writable first, then read-only', () => {
    const given = answer();
    const { message } = given.transaction;
    const fixed = message.accountKeys.length;
    const lookups = [{ accountKey: address('table'), writableIndexes: [4], readonlyIndexes: [1, 2] }];
    const [w, r1, r2] = ['w', 'r1', 'r2'].map(address);
    const full = {
      ...given,
      transaction: { ...given.transaction, message: { ...message, addressTableLookups: lookups } },
      meta: { ...given.meta, loadedAddresses: { writable: [w], readonly: [r1, r2] } },
    };
    expect(parseSolanaTransaction(full).keys.slice(fixed)).toEqual([w, r1, r2]);
    const { loadedAddresses: _, ...bare } = full.meta;
    expect(() => parseSolanaTransaction({ ...full, meta: bare })).toThrow(
      expect.objectContaining({ code: 'SOLANA_LOOKUP_MISSING' }),
    );
  });

  it.each([
    ['legacy', 'legacy'],
    [undefined, 'legacy'],
    [0, 0],
    [1, 1],
    [1n, 1],
  ])('F44: version %s is known', (version, expected) => {
    expect(parseSolanaTransaction({ ...answer(), version }).version).toBe(expected);
  });

  it('F44: an unknown version stops', () => {
    expect(() => parseSolanaTransaction({ ...answer(), version: 2 })).toThrow(
      expect.objectContaining({ code: 'SOLANA_VERSION_UNKNOWN' }),
    );
  });

  it('F42: a transaction without its outcome stops', () => {
    expect(() => parseSolanaTransaction({ ...answer(), meta: null })).toThrow(
      expect.objectContaining({ code: 'SOLANA_META_MISSING' }),
    );
  });

  it.each([
    [
      'an account index out of range',
      { transaction: { instructions: [{ programIdIndex: 0, accounts: [99], data: '' }] } },
    ],
    [
      'a program index out of range',
      { transaction: { instructions: [{ programIdIndex: 99, accounts: [], data: '' }] } },
    ],
    [
      'parsed instructions',
      { transaction: { instructions: [{ programIdIndex: 0, accounts: [], data: { parsed: 1 } }] } },
    ],
    ['no inner instructions recorded', { meta: { innerInstructions: null } }],
    ['a balance without amount', { meta: { preTokenBalances: [{ accountIndex: 0, mint: ALICE }] } }],
  ])('refuses %s', (_name, change: { meta?: object; transaction?: object }) => {
    const given = answer();
    const message = { ...given.transaction.message, ...change.transaction };
    const changed = {
      ...given,
      transaction: { ...given.transaction, message },
      meta: { ...given.meta, ...change.meta },
    };
    expect(() => parseSolanaTransaction(changed)).toThrow(
      expect.objectContaining({ code: 'SOLANA_TRANSACTION_INVALID' }),
    );
  });

  it.skipIf(!hasRealSolana)('reads the owner of token accounts from the balances of a recorded transaction', () => {
    const tx = parseSolanaTransaction(JSON.parse(realSolana('tslax-raydium-clmm-buy')));
    expect(tx.tokenAccounts[2]).toEqual({
      mint: 'XsDoVfqeBukxuZHWhdvWHBhgEHjGNst4MLodqsJHzoB',
      owner: '7T8ckKtdc5DH7ACS5AnCny7rVXYJPEsaAbdBri1FhPxY',
      before: null,
      after: '4466643',
    });
  });
});

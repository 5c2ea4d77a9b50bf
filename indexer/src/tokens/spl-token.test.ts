import { describe, expect, it } from 'vitest';
import { decodeSolanaTransaction, parseSolanaTransaction } from '../dexes/solana.ts';
import { address, bytes, type FixtureTransaction, keyHex, transactionAnswer } from '../testing/solana-fixtures.ts';

const TOKEN = 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA';
const TOKEN_2022 = 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb';
const [MINT, ALICE, BOB, FROM, TO] = ['mint', 'alice', 'bob', 'from', 'to'].map(address) as [
  string,
  string,
  string,
  string,
  string,
];
const BALANCES = [
  { account: FROM, mint: MINT, owner: ALICE, before: '1000', after: '400' },
  { account: TO, mint: MINT, owner: BOB, before: null, after: '600' },
];

function decode(data: Uint8Array, accounts: string[], more: Partial<FixtureTransaction> = {}, program = TOKEN_2022) {
  const calls = [{ outer: { program, accounts, data } }];
  const tx = parseSolanaTransaction(transactionAnswer({ signers: [ALICE], calls, balances: BALANCES, ...more }));
  return decodeSolanaTransaction(tx, { chain: 'solana', txIndex: 0, hash: 'hash' });
}

const moved = { kind: 'transfer', token: MINT, from: ALICE, to: BOB, fromAccount: FROM, toAccount: TO, raw: 600n };

describe('token movements', () => {
  it('TransferChecked', () => {
    expect(decode(bytes(['u8', 12], ['u64', 600], ['u8', 8]), [FROM, MINT, TO, ALICE]).facts).toMatchObject([moved]);
  });

  it('Transfer takes its token from the balances', () => {
    expect(decode(bytes(['u8', 3], ['u64', 600]), [FROM, TO, ALICE], {}, TOKEN).facts).toMatchObject([moved]);
  });

  it('TransferCheckedWithFee: raw is what was sent', () => {
    const data = bytes(['u8', 26], ['u8', 1], ['u64', 600], ['u8', 8], ['u64', 6]);
    expect(decode(data, [FROM, MINT, TO, ALICE]).facts).toMatchObject([moved]);
  });

  it.each([
    ['MintTo', 7],
    ['MintToChecked', 14],
  ])('%s', (_name, tag) => {
    const data = bytes(['u8', tag], ['u64', 600], ['u8', 8]);
    expect(decode(data, [MINT, TO, ALICE]).facts).toMatchObject([
      { ...moved, move: 'mint', from: null, fromAccount: null },
    ]);
  });

  it.each([
    ['Burn', 8],
    ['BurnChecked', 15],
  ])('%s', (_name, tag) => {
    const data = bytes(['u8', tag], ['u64', 600], ['u8', 8]);
    expect(decode(data, [FROM, MINT, ALICE]).facts).toMatchObject([
      { ...moved, move: 'burn', to: null, toAccount: null },
    ]);
  });

  it('a transfer by the permanent delegate is from the owner, not from who signed', () => {
    const data = bytes(['u8', 12], ['u64', 600], ['u8', 8]);
    const { facts, tx } = decode(data, [FROM, MINT, TO, address('delegate')], { signers: [address('delegate')] });
    expect(facts).toMatchObject([moved]);
    expect(tx.signer).toBe(address('delegate'));
  });

  it('Batch (255): each part a transfer of its own, in order', () => {
    const part = (amount: number) => bytes(['u8', 12], ['u64', amount], ['u8', 8]);
    const data = Buffer.concat([
      bytes(['u8', 255]),
      bytes(['u8', 4], ['u8', 10]),
      part(100),
      bytes(['u8', 4], ['u8', 10]),
      part(500),
    ]);
    const accounts = [FROM, MINT, TO, ALICE, FROM, MINT, TO, ALICE];
    const after = { outer: { program: TOKEN, accounts: [FROM, MINT, TO, ALICE], data: part(1) } };
    const calls = [{ outer: { program: TOKEN, accounts, data } }, after];
    const { facts, instructionOf } = decode(data, accounts, { calls });
    expect(facts.map((fact) => [fact.index, 'raw' in fact && fact.raw])).toEqual([
      [0, 100n],
      [1, 500n],
      [2, 1n],
    ]);
    expect(facts.map(({ index }) => instructionOf(index))).toEqual([0, 0, 1]);
  });

  it('an account opened on the way tells its owner and token', () => {
    const temporary = address('temporary');
    const open = { program: TOKEN, accounts: [temporary, MINT], data: bytes(['u8', 18], keyHex(BOB)) };
    const pay = { program: TOKEN, accounts: [FROM, temporary, ALICE], data: bytes(['u8', 3], ['u64', 600]) };
    const close = { program: TOKEN, accounts: [temporary, BOB, BOB], data: bytes(['u8', 9]) };
    const { facts } = decode(bytes(['u8', 0]), [], { calls: [open, pay, close].map((outer) => ({ outer })) });
    expect(facts).toMatchObject([{ ...moved, toAccount: temporary }]);
  });

  it('a transfer of a token that cannot be told is listed', () => {
    const { facts, unrecognised } = decode(
      bytes(['u8', 3], ['u64', 5]),
      [address('x'), address('y'), ALICE],
      {},
      TOKEN,
    );
    expect(facts).toEqual([]);
    expect(unrecognised).toMatchObject([{ program: TOKEN }]);
  });

  it('F43: a failed transaction moves nothing', () => {
    const data = bytes(['u8', 12], ['u64', 600], ['u8', 8]);
    const { facts, tx } = decode(data, [FROM, MINT, TO, ALICE], { err: { InstructionError: [0, { Custom: 1 }] } });
    expect(facts).toEqual([]);
    expect(tx.failed).toBe(true);
  });
});

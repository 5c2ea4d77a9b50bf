import { describe, expect, it } from 'vitest';
import { decodeSolanaTransaction, parseSolanaTransaction } from '../dexes/solana.ts';
import { address, bytes, keyHex, transactionAnswer } from '../testing/solana-fixtures.ts';
import { decimalOf } from './token-2022.ts';

const TOKEN_2022 = 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb';
const [MINT, ISSUER] = ['mint', 'issuer'].map(address) as [string, string];
const BLOCK_TIME = 1_751_241_600;

function decode(data: Uint8Array) {
  const calls = [{ outer: { program: TOKEN_2022, accounts: [MINT, ISSUER], data } }];
  const tx = parseSolanaTransaction(transactionAnswer({ signers: [ISSUER], calls }));
  return decodeSolanaTransaction(tx, { chain: 'solana', txIndex: 0, hash: 'hash' }).facts;
}

describe('multiplier updates', () => {
  it('reads value and effective time of a scheduled update', () => {
    const data = bytes(['u8', 43], ['u8', 1], ['f64', 1.0059033904787456], ['u64', BLOCK_TIME + 86_400]);
    expect(decode(data)).toMatchObject([
      { kind: 'multiplier', token: MINT, value: '1.0059033904787456', effectiveTime: BLOCK_TIME + 86_400 },
    ]);
  });

  it('an update for a time gone by counts from its block', () => {
    expect(decode(bytes(['u8', 43], ['u8', 1], ['f64', 6], ['u64', 0]))).toMatchObject([
      { value: '6', effectiveTime: BLOCK_TIME },
    ]);
  });

  it('reads the multiplier that a mint begins with', () => {
    expect(decode(bytes(['u8', 43], ['u8', 0], keyHex(ISSUER), ['f64', 1]))).toMatchObject([
      { value: '1', effectiveTime: BLOCK_TIME },
    ]);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    'takes no multiplier of %s, which the program refuses',
    (value) => {
      expect(decode(bytes(['u8', 43], ['u8', 1], ['f64', value], ['u64', 0]))).toEqual([]);
    },
  );
});

it.each([
  [1, '1'],
  [0.5, '0.5'],
  [1e-7, '0.0000001'],
  [1e21, '1000000000000000000000'],
  [123.456, '123.456'],
  [1.0059033904787456, '1.0059033904787456'],
])('writes %s without exponent', (value, text) => {
  expect(decimalOf(value)).toBe(text);
  expect(Number(decimalOf(value))).toBe(value);
});

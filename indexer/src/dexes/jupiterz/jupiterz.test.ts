import { expect, it } from 'vitest';
import { fillsOf } from '../../testing/decode-real.ts';
import { address, bytes, transactionAnswer } from '../../testing/solana-fixtures.ts';
import { decodeSolanaTransaction, parseSolanaTransaction } from '../solana.ts';

const TOKEN_2022 = 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb';
const ORDER_ENGINE = '61DFfeTKM7trxYcPQCM78bJ794ddZprZpAwAnLiwTpYH';
const USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';
const TSLAX = 'XsDoVfqeBukxuZHWhdvWHBhgEHjGNst4MLodqsJHzoB';
const [TAKER, MAKER] = ['taker', 'maker'].map(address) as [string, string];

/** The maker pays the fee and signs first; the taker signs too. */
function order() {
  const places = ['taker in', 'maker in', 'taker out', 'maker out'].map(address) as [string, string, string, string];
  const [takerIn, makerIn, takerOut, makerOut] = places;
  const transfer = (from: string, mint: string, to: string, owner: string, amount: number) => ({
    program: TOKEN_2022,
    accounts: [from, mint, to, owner],
    data: bytes(['u8', 12], ['u64', amount], ['u8', 6]),
    height: 2,
  });
  return transactionAnswer({
    signers: [MAKER, TAKER],
    calls: [
      {
        outer: {
          program: ORDER_ENGINE,
          accounts: [TAKER, MAKER, ...places, USDC, TOKEN_2022, TSLAX, TOKEN_2022, address('system')],
          data: bytes('a860b7a35c0a28a0', ['u64', 20_000_000], ['u64', 4_466_643], ['u64', 0]),
        },
        inner: [
          transfer(takerIn, USDC, makerIn, TAKER, 20_000_000),
          transfer(makerOut, TSLAX, takerOut, MAKER, 4_466_643),
        ],
      },
    ],
    balances: [
      { account: takerIn, mint: USDC, owner: TAKER, before: '20000000', after: '0' },
      { account: makerIn, mint: USDC, owner: MAKER, before: '5', after: '20000005' },
      { account: takerOut, mint: TSLAX, owner: TAKER, before: null, after: '4466643' },
      { account: makerOut, mint: TSLAX, owner: MAKER, before: '4466643', after: '0' },
    ],
  });
}

it('the taker is the trader and the signer, the maker stands for the pool and paid the fee', () => {
  const tx = parseSolanaTransaction(order());
  expect(fillsOf(tx)).toMatchObject([
    { dex: 'jupiterz', pool: MAKER, trader: TAKER, soldRaw: 20_000_000n, boughtRaw: 4_466_643n, flags: [] },
  ]);
  const { tx: ref } = decodeSolanaTransaction(tx, { chain: 'solana', txIndex: 0, hash: '' });
  expect(ref).toMatchObject({ feePayer: MAKER, signer: TAKER });
});

import { describe, expect, it } from 'vitest';
import { hasRealSolana, realSolana } from '../testing/real-solana.ts';
import { decodeToJson } from './decode-json.ts';

const USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';
const TSLAX = 'XsDoVfqeBukxuZHWhdvWHBhgEHjGNst4MLodqsJHzoB';

describe.skipIf(!hasRealSolana)('decodeToJson on recorded transactions', () => {
  it('reads the TSLAx purchase in the Raydium CLMM as one fill', () => {
    const wallet = '7T8ckKtdc5DH7ACS5AnCny7rVXYJPEsaAbdBri1FhPxY';
    const pool = 'HHQUnUbmWLrYzkscDY1C3deEFbGtiGBGoHjpANogmvum';
    expect(decodeToJson(realSolana('tslax-raydium-clmm-buy'))).toEqual({
      chain: 'solana',
      txId: '4XaCfTLNno3rAETUgRC5tfPwzvvkJzARQYcyjas4nEyzkM7iFgZtHC2rY85JxJsb7baJqcnLSdqHdrhjgffQXuyo',
      block: 378401816,
      blockTime: 1762473839,
      failed: false,
      fills: [
        {
          dex: 'raydium-clmm',
          programId: 'CAMMCzo5YL8w4VFF8KVHrK22GGUsp5VTaW7grrKgrWqK',
          pool,
          trader: wallet,
          signer: wallet,
          feePayer: wallet,
          soldToken: USDC,
          soldRaw: '20000000',
          boughtToken: TSLAX,
          boughtRaw: '4466643',
          path: '0.5',
        },
      ],
      transfers: [
        {
          token: USDC,
          from: wallet,
          to: pool,
          fromAccount: 'BeWvKX4GCSzfQdWgvzH1nzNFujCAktbV2wYrUMGpQz3',
          toAccount: '3h7wgb4hzxjM2F7fmLgwuzZxzuztUvUMdThnrmy9bTdF',
          raw: '20000000',
          kind: 'transfer',
        },
        {
          token: TSLAX,
          from: pool,
          to: wallet,
          fromAccount: 'D2JXvYgyqo2CktPN4aNfdmHn8mK2vrF9essKdH8M4wn7',
          toAccount: 'HPKu5fq5nB5t54r6HeRgtLLTQ1Euh6E3PdDktT9zGdmK',
          raw: '4466643',
          kind: 'transfer',
        },
      ],
      unrecognised: [],
    });
  });

  it('reads a plain Token-2022 transfer; the raw amount is what was sent', () => {
    expect(decodeToJson(realSolana('token-2022-transfer'))).toMatchObject({
      fills: [],
      transfers: [{ raw: '384000000', kind: 'transfer', token: '7atgF8KQo4wJrD5ATGX7t1V2zVvykPJbFfNeVf1icFv1' }],
      unrecognised: [],
    });
  });
});

describe('decodeToJson on other input', () => {
  it.each([
    ['', 'NOT_JSON'],
    ['nonsense', 'NOT_JSON'],
    ['[]', 'SOLANA_TRANSACTION_INVALID'],
    ['{"jsonrpc":"2.0","id":1}', 'SOLANA_TRANSACTION_INVALID'],
    ['{"jsonrpc":"2.0","id":1,"result":null}', 'SOLANA_TRANSACTION_MISSING'],
    ['{"jsonrpc":"2.0","id":1,"error":{"code":-32009,"message":"Slot was skipped"}}', 'SOLANA_TRANSACTION_INVALID'],
  ])('refuses %s with %s', (text, code) => {
    expect(() => decodeToJson(text)).toThrow(expect.objectContaining({ code }));
  });
});

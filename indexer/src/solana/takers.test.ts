import { describe, expect, it } from 'vitest';
import { type Holding, readHoldings, signerOf, takerOf } from './takers.ts';
import type { SolanaTransaction, TokenAccount } from './transaction.ts';

const USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';
const TSLAX = 'XsDoVfqeBukxuZHWhdvWHBhgEHjGNst4MLodqsJHzoB';
const WSOL = 'So11111111111111111111111111111111111111112';
const TRADED = [USDC, TSLAX];
const held = (owner: string, token: string): Holding => ({ owner, token });

describe('the trader of a fill', () => {
  it('is the signer when his stock balance changed', () => {
    const holdings = [held('keeper', TSLAX), held('wallet', TSLAX)];
    expect(takerOf(USDC, TSLAX, 'wallet', holdings, TRADED)).toBe('wallet');
  });

  it('is the owner of the stock when a keeper signed for him, though the keeper took USDC', () => {
    const holdings = [held('keeper', USDC), held('wallet', TSLAX), held('wallet', USDC)];
    expect(takerOf(USDC, TSLAX, 'keeper', holdings, TRADED)).toBe('wallet');
  });

  it('of a hop between other tokens is the signer who trades anything in the transaction', () => {
    expect(takerOf(USDC, WSOL, 'wallet', [held('wallet', TSLAX), held('router', WSOL)], [USDC, WSOL, TSLAX])).toBe(
      'wallet',
    );
  });

  it('is not known when it could be several, or when nobody holds more or less than before', () => {
    expect(takerOf(USDC, TSLAX, 'keeper', [held('a', TSLAX), held('b', TSLAX)], TRADED)).toBeNull();
    expect(takerOf(USDC, TSLAX, 'arbitrageur', [], TRADED)).toBeNull();
  });
});

describe('the signer', () => {
  const tx = (keys: string[], signers: number) => ({ keys, signers }) as SolanaTransaction;

  it('is the other signature when a sponsor pays the fee for a wallet whose tokens moved', () => {
    expect(signerOf(tx(['sponsor', 'wallet'], 2), [held('wallet', TSLAX)])).toBe('wallet');
  });

  it('is the fee payer when the other signature is a new mint or account', () => {
    expect(signerOf(tx(['wallet', 'position mint'], 2), [held('wallet', TSLAX)])).toBe('wallet');
  });
});

describe('net changes', () => {
  const account = (owner: string, mint: string, before: string | null, after: string | null): TokenAccount => ({
    owner,
    mint,
    before,
    after,
  });
  const read = (accounts: TokenAccount[], pools: string[] = []) =>
    readHoldings({ tokenAccounts: accounts } as unknown as SolanaTransaction, pools);

  it('leave out pools, what ended as it began, and moves between accounts of one owner', () => {
    expect(
      read(
        [
          account('pool', TSLAX, '10', '20'),
          account('still', TSLAX, '5', '5'),
          account('emptied', TSLAX, '0', null),
          account('shuffler', TSLAX, '7', '0'),
          account('shuffler', TSLAX, null, '7'),
          account('buyer', TSLAX, null, '3'),
          account('seller', TSLAX, '9', '2'),
          account('seller', TSLAX, '1', '2'),
        ],
        ['pool'],
      ),
    ).toEqual([held('buyer', TSLAX), held('seller', TSLAX)]);
  });
});

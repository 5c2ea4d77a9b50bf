import type { Fact } from '@tokentape/core/facts/facts.ts';
import { type OndoOrder, ondoAdminMint, ondoMint, ondoRedeem } from '@tokentape/replay/encode/solana/ondo-gm.ts';
import type { Caller, MintRef } from '@tokentape/replay/encode/solana/token-instructions.ts';
import { SolanaTransactionBuilder } from '@tokentape/replay/encode/solana/transaction-builder.ts';
import { describe, expect, it } from 'vitest';
import { decodeSolanaTransaction, parseSolanaTransaction } from '../dexes/solana.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../solana/programs.ts';
import { address } from '../testing/solana-fixtures.ts';

const mintRef = (name: string, decimals: number, program: string): MintRef => ({
  address: address(name),
  decimals,
  program,
});
const stock = mintRef('stock', 9, TOKEN_2022_PROGRAM);
const usdon = mintRef('usdon', 9, TOKEN_2022_PROGRAM);
const usdc = mintRef('usdc', 6, TOKEN_PROGRAM);
const [user, authority, router, relayer] = ['user', 'authority', 'router', 'relayer'].map(address) as [
  string,
  string,
  string,
  string,
];

const order: OndoOrder = {
  ...{ user, mint: stock, mintAuthority: authority, stockAccount: address('user stock'), usdon },
  ...{ usdonAccount: address('user usdon'), usdonVault: address('vault usdon') },
  ...{ price: 451_230_000_000n, amount: 1_500_000_000n, settled: 676_845_000_000n },
};
const inUsdc: OndoOrder = {
  ...order,
  usdc: { mint: usdc, account: address('user usdc'), vault: address('vault usdc'), raw: 676_845_000n },
};

function decode(write: (builder: SolanaTransactionBuilder) => void) {
  const head = { slot: 7, blockTime: 1_769_000_000, transactionIndex: 0, feePayer: user };
  const builder = new SolanaTransactionBuilder({
    ...head,
    signature: () => address('signature'),
    recentBlockhash: () => address('hash'),
  });
  write(builder);
  const held = (account: string, mint: MintRef, owner: string) =>
    builder.tokenBalance({
      account,
      mint: mint.address,
      owner,
      program: mint.program,
      decimals: mint.decimals,
      before: 10n ** 15n,
      after: 10n ** 15n,
    });
  held(order.stockAccount, stock, user);
  held(order.usdonAccount, usdon, user);
  held(order.usdonVault, usdon, address('manager'));
  held(inUsdc.usdc!.account, usdc, user);
  held(inUsdc.usdc!.vault, usdc, address('manager'));
  return decodeSolanaTransaction(parseSolanaTransaction(builder.build()), { chain: 'solana', txIndex: 0, hash: 'h' });
}
const orders = (facts: Fact[]) => facts.filter(({ kind }) => kind === 'primary-order');

describe('Ondo on Solana', () => {
  it.each([
    ['mint_with_usdon', order, ondoMint, 'mint', usdon.address, 676_845_000_000n],
    ['mint_with_usdc', inUsdc, ondoMint, 'mint', usdc.address, 676_845_000n],
    ['redeem_for_usdon', order, ondoRedeem, 'redeem', usdon.address, 676_845_000_000n],
    ['redeem_for_usdc', inUsdc, ondoRedeem, 'redeem', usdc.address, 676_845_000n],
  ] as const)('%s', (_name, given, write, side, paymentToken, paymentRaw) => {
    const { facts, unrecognised } = decode((builder) => write(builder, given));
    expect(orders(facts)).toMatchObject([
      {
        ...{ kind: 'primary-order', venue: 'ondo', side, token: stock.address, account: user, tokenRaw: order.amount },
        ...{ paymentToken, paymentRaw, feeRaw: null, index: 0 },
      },
    ]);
    expect(facts.filter(({ kind }) => kind === 'fill')).toEqual([]);
    expect(facts.filter((fact) => fact.kind === 'transfer' && fact.token === stock.address)).toMatchObject([
      { move: side === 'mint' ? 'mint' : 'burn' },
    ]);
    expect(unrecognised).toEqual([]);
  });

  it('reads an order that another program carries, and two in one transaction apart', () => {
    const { facts } = decode((builder) =>
      builder.instruction(router, [user], [{ u8: 9 }], (call: Caller) => {
        ondoMint(call, order);
        ondoRedeem(call, inUsdc);
      }),
    );
    expect(orders(facts)).toMatchObject([{ side: 'mint' }, { side: 'redeem', paymentToken: usdc.address }]);
  });

  it('mint_gm is an order without payment', () => {
    const { facts } = decode((builder) => {
      builder.signer(relayer);
      ondoAdminMint(builder, relayer, stock, order.stockAccount, authority, 5_000n);
    });
    expect(orders(facts)).toMatchObject([
      { side: 'mint', account: user, tokenRaw: 5_000n, paymentToken: null, paymentRaw: null },
    ]);
  });

  it('lists an order whose amount nothing was minted of', () => {
    const { facts, unrecognised } = decode((builder) => {
      const data = [{ hex: '801c85ad478eb9ce' }, { hex: '00'.repeat(16) }, { u64: 1n }, { u64: 2n }, { i64: 0n }];
      builder.instruction('XzTT4XB8m7sLD2xi6snefSasaswsKCxx5Tifjondogm', [user, stock.address], data);
    });
    expect(orders(facts)).toEqual([]);
    expect(unrecognised).toMatchObject([{ reason: 'mint_with_usdc: no mint of the amount that it names follows' }]);
  });
});

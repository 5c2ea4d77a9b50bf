import { permanentDelegates } from '@tokentape/core/registry/permanent-delegates.ts';
import { tokensOf } from '@tokentape/core/registry/registry.ts';
import { pausedLog, pauseModeLog } from '@tokentape/replay/encode/evm/pause.ts';
import { setFrozen, setPaused } from '@tokentape/replay/encode/solana/token-controls.ts';
import { burn, type MintRef, transferChecked } from '@tokentape/replay/encode/solana/token-instructions.ts';
import { SolanaTransactionBuilder } from '@tokentape/replay/encode/solana/transaction-builder.ts';
import { describe, expect, it } from 'vitest';
import { decodeEvmBlock } from '../dexes/evm.ts';
import { KnownPools } from '../dexes/known-pools.ts';
import { decodeSolanaTransaction, parseSolanaTransaction } from '../dexes/solana.ts';
import { TOKEN_2022_PROGRAM } from '../solana/programs.ts';
import { testAddress, testBlock, testHash, testRegistry } from '../testing/evm-fixtures.ts';
import { address } from '../testing/solana-fixtures.ts';

const xstock = tokensOf('solana').find(({ issuer }) => issuer.id === 'xstocks')!.token;
const stock: MintRef = { address: xstock.address, decimals: 8, program: TOKEN_2022_PROGRAM };
const delegate = permanentDelegates.find(({ issuer }) => issuer === 'xstocks')!.address;
const [alice, issuer, held, kept] = ['alice', 'issuer', 'alice stock', 'issuer stock'].map(address) as [
  string,
  string,
  string,
  string,
];

function controls(write: (builder: SolanaTransactionBuilder) => void, mint = stock) {
  const head = { slot: 7, blockTime: 1_769_000_000, transactionIndex: 0, feePayer: issuer };
  const names = { signature: () => address('signature'), recentBlockhash: () => address('hash') };
  const builder = new SolanaTransactionBuilder({ ...head, ...names });
  write(builder);
  for (const [account, owner] of [
    [held, alice],
    [kept, delegate],
  ] as const) {
    const { address: token, program, decimals } = mint;
    builder.tokenBalance({ account, mint: token, owner, program, decimals, before: 900n, after: 900n });
  }
  const tx = parseSolanaTransaction(builder.build());
  const { facts } = decodeSolanaTransaction(tx, { chain: 'solana', txIndex: 0, hash: 'h' });
  return facts.filter(({ kind }) => kind === 'token-control');
}

describe('powers of an issuer on Solana', () => {
  it.each([
    ['pause', true],
    ['resume', false],
  ] as const)('%s stops or starts the whole token', (control, paused) => {
    expect(controls((builder) => setPaused(builder, stock, issuer, paused))).toMatchObject([
      { control, token: stock.address, account: null, raw: null, index: 0 },
    ]);
  });

  it.each([
    ['freeze', true],
    ['thaw', false],
  ] as const)('%s names the owner of the account', (control, frozen) => {
    expect(controls((builder) => setFrozen(builder, stock, held, issuer, frozen))).toMatchObject([
      { control, token: stock.address, account: alice, raw: null },
    ]);
  });

  it('a transfer and a burn that the permanent delegate signs name whom it was taken from', () => {
    const taken = controls((builder) => {
      builder.signer(delegate);
      transferChecked(builder, stock, held, kept, delegate, 300n);
      burn(builder, stock, held, delegate, 200n);
    });
    expect(taken).toMatchObject([
      { control: 'delegate-transfer', account: alice, raw: 300n, index: 0 },
      { control: 'delegate-burn', account: alice, raw: 200n, index: 1 },
    ]);
  });

  it('neither the owner’s own transfer is one, nor the delegate’s of what it holds, nor of another issuer’s token', () => {
    const own = controls((builder) => {
      builder.signer(alice).signer(delegate);
      transferChecked(builder, stock, held, kept, alice, 300n);
      transferChecked(builder, stock, kept, held, delegate, 300n);
    });
    expect(own).toEqual([]);
    const other: MintRef = { ...stock, address: address('another token') };
    expect(controls((builder) => transferChecked(builder, other, held, kept, delegate, 1n), other)).toEqual([]);
  });
});

describe('powers of an issuer on EVM chains', () => {
  const token = testAddress(1);
  it.each([
    ['pause', pauseModeLog(token, true)],
    ['resume', pauseModeLog(token, false)],
    ['pause', pausedLog(token, testAddress(2), true)],
    ['resume', pausedLog(token, testAddress(2), false)],
  ])('%s', (control, log) => {
    const placed = { ...log, transactionIndex: 0, transactionHash: testHash(1) };
    const block = testBlock(1, [{ from: testAddress(2), logs: [placed] }]);
    expect(decodeEvmBlock(block, new KnownPools(testRegistry([token], []))).facts).toMatchObject([
      { kind: 'token-control', control, token, account: null, raw: null },
    ]);
    expect(decodeEvmBlock({ ...block }, new KnownPools(testRegistry([testAddress(9)], []))).facts).toEqual([]);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { base58 } from '@scure/base';
import { describe, expect, it } from 'vitest';
import type { SolanaTransaction } from '../../chains/solana-chain.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from './programs.ts';
import { type RaydiumSwap, raydiumSwap } from './raydium-clmm.ts';
import { raydiumRoute } from './raydium-router.ts';
import { createTokenAccount, transferChecked } from './token-instructions.ts';
import { SolanaTransactionBuilder, type TransactionHead } from './transaction-builder.ts';

const RECORDED = new URL('../../../../../shared/real/solana/tslax-raydium-clmm-buy.json', import.meta.url);

const head: TransactionHead = {
  slot: 7,
  blockTime: 1_751_241_600,
  transactionIndex: 3,
  signature: () => 'signature',
  recentBlockhash: () => 'blockhash',
  feePayer: 'payer',
};

function events({ meta }: SolanaTransaction): string[] {
  return meta!.logMessages!.filter((line) => line.startsWith('Program data: '));
}

/** Instruction data by program and stack height, inner ones included, in order. */
function calls({ meta, transaction }: SolanaTransaction): string[] {
  const { accountKeys, instructions } = transaction.message;
  const loaded = meta!.loadedAddresses!;
  const keys = [...accountKeys, ...loaded.writable, ...loaded.readonly];
  return instructions
    .flatMap((top, index) => [
      top,
      ...(meta!.innerInstructions!.find((each) => each.index === index)?.instructions ?? []),
    ])
    .map(({ programIdIndex, accounts, data, stackHeight }) =>
      [keys[programIdIndex], stackHeight, data, ...accounts.map((account) => keys[account])].join(' '),
    );
}

describe.skipIf(!existsSync(RECORDED))(
  'against the recorded TSLAx swap (skipped where ../shared/real is absent)',
  () => {
    it('writes the same swap instruction, transfers and event, byte for byte', () => {
      const recorded = (JSON.parse(readFileSync(RECORDED, 'utf8')) as { result: SolanaTransaction }).result;
      const event = Buffer.from(events(recorded)[0]!.slice('Program data: '.length), 'base64');
      const user = '7T8ckKtdc5DH7ACS5AnCny7rVXYJPEsaAbdBri1FhPxY';
      const swap: RaydiumSwap = {
        pool: {
          address: 'HHQUnUbmWLrYzkscDY1C3deEFbGtiGBGoHjpANogmvum',
          config: 'E64NGkDLLCdQ2yFNPcavaKptrEgmiQaNykUuLC1Qgwyp',
          mint0: { address: 'XsDoVfqeBukxuZHWhdvWHBhgEHjGNst4MLodqsJHzoB', decimals: 8, program: TOKEN_2022_PROGRAM },
          mint1: { address: 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v', decimals: 6, program: TOKEN_PROGRAM },
          vault0: 'D2JXvYgyqo2CktPN4aNfdmHn8mK2vrF9essKdH8M4wn7',
          vault1: '3h7wgb4hzxjM2F7fmLgwuzZxzuztUvUMdThnrmy9bTdF',
          observation: 'CD3swZ8qjpHnQn4a7iup3UAguLfnMQdkGU2EQDbtHbcC',
          tickArray: '8cojc3idTvtYTJmCA8aLsCZ5B7u2PPshAHR1TtrCL6Af',
          tickSpacing: 60,
        },
        user,
        userAccount0: 'HPKu5fq5nB5t54r6HeRgtLLTQ1Euh6E3PdDktT9zGdmK',
        userAccount1: 'BeWvKX4GCSzfQdWgvzH1nzNFujCAktbV2wYrUMGpQz3',
        sell: 1,
        amountIn: 20_000_000n,
        amountOut: 4_466_643n,
        minimumOut: 0n,
        after: {
          sqrtPriceX64: event.readBigUInt64LE(169) | (event.readBigUInt64LE(177) << 64n),
          liquidity: event.readBigUInt64LE(185) | (event.readBigUInt64LE(193) << 64n),
          tick: event.readInt32LE(201),
        },
      };
      const builder = new SolanaTransactionBuilder({ ...head, feePayer: user });
      raydiumRoute(builder, user, [swap]);
      const written = builder.build();
      expect(events(written)).toEqual(events(recorded));
      // The recorded swap names more tick arrays at its end than ours.
      const swaps = (transaction: SolanaTransaction) => calls(transaction).filter((call) => / [23] /.test(call));
      const ofRecord = swaps(recorded).slice(-3);
      const ours = swaps(written);
      expect(ofRecord[0]!.startsWith(ours[0]!.split(' ').slice(0, 16).join(' '))).toBe(true);
      expect(ours.slice(1)).toEqual(ofRecord.slice(1));
    });
  },
);

describe('the transaction builder', () => {
  const mint = { address: 'mint', decimals: 8, program: TOKEN_2022_PROGRAM };

  it('orders keys as messages do: signers, writable, read-only, and counts them in the header', () => {
    const builder = new SolanaTransactionBuilder(head).signer('trader', false);
    transferChecked(builder, mint, 'from', 'to', 'trader', 5n);
    const { message } = builder.build().transaction;
    expect(message.accountKeys).toEqual(['payer', 'trader', 'from', 'to', TOKEN_2022_PROGRAM, 'mint']);
    expect(message.header).toEqual({
      numRequiredSignatures: 2,
      numReadonlySignedAccounts: 1,
      numReadonlyUnsignedAccounts: 2,
    });
    expect(message.instructions[0]!.accounts).toEqual([2, 5, 3, 1]);
    expect(Buffer.from(base58.decode(message.instructions[0]!.data)).toString('hex')).toBe('0c050000000000000008');
  });

  it('puts read-only accounts that are no top-level program into the lookup table', () => {
    const builder = new SolanaTransactionBuilder({ ...head, lookupTable: 'table' });
    transferChecked(builder, mint, 'from', 'to', 'payer', 5n);
    const { version, meta, transaction } = builder.build();
    expect([version, transaction.message.accountKeys]).toEqual([0, ['payer', 'from', 'to', TOKEN_2022_PROGRAM]]);
    expect(meta!.loadedAddresses).toEqual({ writable: [], readonly: ['mint'] });
    expect(transaction.message.addressTableLookups).toEqual([
      { accountKey: 'table', writableIndexes: [], readonlyIndexes: [0] },
    ]);
    expect(builder.mentions().sort()).toEqual(['payer', 'from', 'to', 'mint', TOKEN_2022_PROGRAM].sort());
  });

  it("nests calls with their stack heights and the runtime's log lines", () => {
    const builder = new SolanaTransactionBuilder(head);
    const key = base58.encode(new Uint8Array(32).fill(9));
    createTokenAccount(builder, { ...mint, program: TOKEN_PROGRAM }, 'payer', 'account', key);
    const { meta } = builder.build();
    expect(meta!.innerInstructions![0]!.instructions.map(({ stackHeight }) => stackHeight)).toEqual([2, 2]);
    expect(meta!.logMessages!.filter((line) => line.endsWith('invoke [2]'))).toHaveLength(2);
    expect(meta!.logMessages!.at(-1)).toMatch(/success$/);
  });

  it('leaves balances as they were when the transaction fails, and leaves out accounts that were not there', () => {
    const change = { mint: 'mint', owner: 'payer', program: TOKEN_PROGRAM, decimals: 6 };
    const build = (fails: boolean) => {
      const builder = new SolanaTransactionBuilder(head);
      transferChecked(builder, mint, 'from', 'to', 'payer', 1n);
      if (fails) builder.fail(6022);
      builder.tokenBalance({ ...change, account: 'from', before: 1_500_000n, after: 0n });
      builder.tokenBalance({ ...change, account: 'to', before: null, after: 1_500_000n });
      return builder.build().meta!;
    };
    const done = build(false);
    expect(done.preTokenBalances!.map(({ uiTokenAmount }) => uiTokenAmount.uiAmountString)).toEqual(['1.5']);
    expect(done.postTokenBalances!.map(({ uiTokenAmount }) => uiTokenAmount.amount)).toEqual(['0', '1500000']);
    const failed = build(true);
    expect(failed.err).toEqual({ InstructionError: [0, { Custom: 6022 }] });
    expect(failed.postTokenBalances).toEqual(failed.preTokenBalances);
    expect(failed.logMessages!.at(-1)).toBe(`Program ${TOKEN_2022_PROGRAM} failed: custom program error: 0x1786`);
  });

  it('F50: cuts its log off where asked, and its instructions stay', () => {
    const builder = new SolanaTransactionBuilder(head);
    transferChecked(builder, mint, 'from', 'to', 'payer', 1n);
    const { meta, transaction } = builder.truncateLogs(1).build();
    expect(meta!.logMessages).toEqual([`Program ${TOKEN_2022_PROGRAM} invoke [1]`, 'Log truncated']);
    expect(transaction.message.instructions).toHaveLength(1);
  });

  it('writes a swap that does not settle as one that moves no token', () => {
    const builder = new SolanaTransactionBuilder(head);
    const pool = {
      address: 'pool',
      config: 'config',
      mint0: mint,
      mint1: mint,
      vault0: 'v0',
      vault1: 'v1',
      observation: 'o',
      tickArray: 't',
      tickSpacing: 60,
    };
    const after = { sqrtPriceX64: 1n, liquidity: 1n, tick: 0 };
    raydiumSwap(
      builder,
      {
        pool,
        user: 'payer',
        userAccount0: 'a',
        userAccount1: 'b',
        sell: 0,
        amountIn: 1n,
        amountOut: 1n,
        minimumOut: 1n,
        after,
      },
      false,
    );
    expect(builder.build().meta!.innerInstructions).toEqual([]);
  });
});

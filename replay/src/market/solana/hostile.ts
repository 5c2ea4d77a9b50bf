import type { Field } from '../../encode/bytes.ts';
import { MEMO_PROGRAM, TOKEN_2022_PROGRAM } from '../../encode/solana/programs.ts';
import { cpmmInitialize } from '../../encode/solana/raydium-cpmm.ts';
import { type MintRef, transferChecked } from '../../encode/solana/token-instructions.ts';
import type { SolanaTransactionBuilder } from '../../encode/solana/transaction-builder.ts';
import type { SolanaPoolRef } from '../../encode/solana/venue-swap.ts';
import type { MarketToken } from '../token.ts';
import type { BalanceChange, Wallet } from '../wallet.ts';
import { inventedAddress, isBefore } from './addresses.ts';

/** What a transaction written by hand needs of the recorder. */
export interface CustomTools {
  builder: SolanaTransactionBuilder;
  mint(token: MarketToken): MintRef;
  tokenAccount(wallet: Wallet, token: MarketToken): string;
  openAccounts(payer: Wallet, changes: readonly BalanceChange[]): void;
  balances(changes: readonly BalanceChange[]): void;
}

type Move = readonly [from: BalanceChange, to: BalanceChange];

const INITIALIZE_METADATA = 'd2e11ea258b84d8d';
/** Raydium's CPMM configuration with a fee of 0.25 %. */
const CPMM_CONFIG = 'D4FPEruKEHrG5TenZ2mpDGEfu1iUvTiqBxvpU8HLBvC2';
const UNKNOWN_PROGRAM = inventedAddress('unknown program');

/** A new mint whose metadata carries a hostile name, a memo that repeats it, and one raw unit of the real token. */
export function dustWithImpostor(tools: CustomTools, [from, to]: Move, impostor: string, name: string): void {
  const { builder } = tools;
  const spammer = from.wallet.address;
  builder.signer(impostor);
  initializeMint(builder, impostor, spammer, { name, symbol: name.slice(0, 10) });
  builder.instruction(MEMO_PROGRAM, [spammer], [{ hex: Buffer.from(name).toString('hex') }], (call) =>
    call.log(`Memo (len ${Buffer.byteLength(name)}): ${JSON.stringify(name)}`),
  );
  dropOneUnit(tools, [from, to]);
}

export interface ImpostorPool {
  mint: string;
  symbol: string;
  name: string;
  /** Addresses of the pool, its vaults and what else a creation names. */
  pool: Pick<SolanaPoolRef, 'address' | 'vault0' | 'vault1' | 'observation' | 'tickArray'>;
}

/** A new mint with a stock's ticker, a pool of it against `quote`, and one raw unit of the real token as bait. */
export function poolOfImpostor(tools: CustomTools, bait: Move, quote: MarketToken, impostor: ImpostorPool): void {
  const { builder } = tools;
  const creator = bait[0].wallet.address;
  const { mint, symbol, name, pool } = impostor;
  builder.signer(mint);
  initializeMint(builder, mint, creator, { name, symbol });
  const fake = { address: mint, decimals: 8, program: TOKEN_2022_PROGRAM };
  const [mint0, mint1] = isBefore(mint, quote.address) ? [fake, tools.mint(quote)] : [tools.mint(quote), fake];
  cpmmInitialize(builder, {
    pool: { ...pool, config: CPMM_CONFIG, mint0, mint1, tickSpacing: 0 },
    creator,
    creatorAccount0: inventedAddress(`${creator} account of ${mint0.address}`),
    creatorAccount1: inventedAddress(`${creator} account of ${mint1.address}`),
    amount0: 1_000_000n,
    amount1: 1_000_000n,
  });
  dropOneUnit(tools, bait);
}

/** A Token-2022 mint of 8 decimals with metadata whose address leads where no server may go. */
function initializeMint(
  builder: SolanaTransactionBuilder,
  mint: string,
  authority: string,
  { name, symbol }: { name: string; symbol: string },
): void {
  const mintData = [{ u8: 20 }, { u8: 8 }, { key: authority }, { u8: 0 }];
  builder.instruction(TOKEN_2022_PROGRAM, [[mint, true]], mintData, (call) => call.log('Instruction: InitializeMint2'));
  const metadata = [
    { hex: INITIALIZE_METADATA },
    ...text(name),
    ...text(symbol),
    ...text('http://169.254.169.254/latest/meta-data'),
  ];
  builder.instruction(TOKEN_2022_PROGRAM, [[mint, true], authority, mint, authority], metadata, (call) =>
    call.log('TokenMetadataInstruction: Initialize'),
  );
}

/** One raw unit of a real token to somebody who did not ask for it. */
function dropOneUnit(tools: CustomTools, [from, to]: Move): void {
  const { token, wallet } = from;
  tools.openAccounts(wallet, [to]);
  const [source, target] = [tools.tokenAccount(wallet, token), tools.tokenAccount(to.wallet, token)];
  transferChecked(tools.builder, tools.mint(token), source, target, wallet.address, 1n);
  tools.balances([from, to]);
}

/** An instruction of a program without a name, under which a stock token moves into its custody. */
export function unknownProgramMove(tools: CustomTools, [from, to]: Move): void {
  const { token } = from;
  const raw = to.after - (to.before ?? 0n);
  tools.openAccounts(from.wallet, [to]);
  const [source, target] = [tools.tokenAccount(from.wallet, token), tools.tokenAccount(to.wallet, token)];
  const data = [{ hex: 'f00dfeedf00dfeed' }, { u64: raw }];
  tools.builder.instruction(UNKNOWN_PROGRAM, [from.wallet.address, [source, true], [target, true]], data, (call) => {
    call.log('Instruction: Deposit');
    transferChecked(call, tools.mint(token), source, target, from.wallet.address, raw);
  });
  tools.balances([from, to]);
}

/** A Borsh string. */
function text(value: string): Field[] {
  const bytes = Buffer.from(value);
  return [{ u32: bytes.length }, { hex: bytes.toString('hex') }];
}

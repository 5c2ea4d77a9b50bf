import type { Field } from '../../encode/bytes.ts';
import { MEMO_PROGRAM, TOKEN_2022_PROGRAM } from '../../encode/solana/programs.ts';
import { type MintRef, transferChecked } from '../../encode/solana/token-instructions.ts';
import type { SolanaTransactionBuilder } from '../../encode/solana/transaction-builder.ts';
import type { MarketToken } from '../token.ts';
import type { BalanceChange, Wallet } from '../wallet.ts';
import { inventedAddress } from './addresses.ts';

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
const UNKNOWN_PROGRAM = inventedAddress('unknown program');

/** A new mint whose metadata carries a hostile name, a memo that repeats it, and one raw unit of the real token. */
export function dustWithImpostor(tools: CustomTools, [from, to]: Move, impostor: string, name: string): void {
  const { builder } = tools;
  const spammer = from.wallet.address;
  builder.signer(impostor);
  builder.instruction(
    TOKEN_2022_PROGRAM,
    [[impostor, true]],
    [{ u8: 20 }, { u8: 8 }, { key: spammer }, { u8: 0 }],
    (call) => call.log('Instruction: InitializeMint2'),
  );
  const metadata = [
    { hex: INITIALIZE_METADATA },
    ...text(name),
    ...text(name.slice(0, 10)),
    ...text('http://169.254.169.254/latest/meta-data'),
  ];
  builder.instruction(TOKEN_2022_PROGRAM, [[impostor, true], spammer, impostor, spammer], metadata, (call) =>
    call.log('TokenMetadataInstruction: Initialize'),
  );
  builder.instruction(MEMO_PROGRAM, [spammer], [{ hex: Buffer.from(name).toString('hex') }], (call) =>
    call.log(`Memo (len ${Buffer.byteLength(name)}): ${JSON.stringify(name)}`),
  );
  tools.openAccounts(from.wallet, [to]);
  const { token } = from;
  const [source, target] = [tools.tokenAccount(from.wallet, token), tools.tokenAccount(to.wallet, token)];
  transferChecked(builder, tools.mint(token), source, target, spammer, 1n);
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

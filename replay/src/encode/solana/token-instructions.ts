import type { Field } from '../bytes.ts';
import { ASSOCIATED_TOKEN_PROGRAM, SYSTEM_PROGRAM } from './programs.ts';
import type { AccountRole, SolanaCall, SolanaTransactionBuilder } from './transaction-builder.ts';

/** Where an instruction goes: the message itself, or a running program. */
export type Caller = SolanaTransactionBuilder | SolanaCall;

export interface MintRef {
  address: string;
  decimals: number;
  /** The token program that owns the mint. */
  program: string;
}

/** Calls a program from wherever the caller stands. */
export function invoke(
  caller: Caller,
  program: string,
  accounts: readonly AccountRole[],
  data: readonly Field[],
  body?: (call: SolanaCall) => void,
): void {
  if ('invoke' in caller) caller.invoke(program, accounts, data, body);
  else caller.instruction(program, accounts, data, body);
}

/** TransferChecked (12): the only transfer that Token-2022 takes for mints with a hook or pause extension. */
export function transferChecked(
  caller: Caller,
  mint: MintRef,
  from: string,
  to: string,
  authority: string,
  raw: bigint,
): void {
  const data = [{ u8: 12 }, { u64: raw }, { u8: mint.decimals }];
  invoke(caller, mint.program, [[from, true], mint.address, [to, true], authority], data, (call) =>
    call.log('Instruction: TransferChecked'),
  );
}

/** MintTo (7). */
export function mintTo(caller: Caller, mint: MintRef, to: string, authority: string, raw: bigint): void {
  const data = [{ u8: 7 }, { u64: raw }];
  invoke(caller, mint.program, [[mint.address, true], [to, true], authority], data, (call) =>
    call.log('Instruction: MintTo'),
  );
}

/** Burn (8). */
export function burn(caller: Caller, mint: MintRef, from: string, authority: string, raw: bigint): void {
  const data = [{ u8: 8 }, { u64: raw }];
  invoke(caller, mint.program, [[from, true], [mint.address, true], authority], data, (call) =>
    call.log('Instruction: Burn'),
  );
}

/** Creates an owner's token account: Create (0) of the associated-token program and what it calls in turn. */
export function createTokenAccount(caller: Caller, mint: MintRef, payer: string, account: string, owner: string): void {
  const accounts: AccountRole[] = [[payer, true], [account, true], owner, mint.address, SYSTEM_PROGRAM, mint.program];
  invoke(caller, ASSOCIATED_TOKEN_PROGRAM, accounts, [{ u8: 0 }], (call) => {
    call.log('Create');
    const space = [{ u32: 0 }, { u64: 2_039_280n }, { u64: 165n }, { key: mint.program }];
    call.invoke(
      SYSTEM_PROGRAM,
      [
        [payer, true],
        [account, true],
      ],
      space,
    );
    const initialize = [{ u8: 18 }, { key: owner }];
    call.invoke(mint.program, [[account, true], mint.address], initialize, (inner) =>
      inner.log('Instruction: InitializeAccount3'),
    );
  });
}

/** Token-2022 ScaledUiAmount, UpdateMultiplier (43, 1): the multiplier from `effectiveTime` (Unix seconds) on. */
export function updateMultiplier(
  caller: Caller,
  mint: MintRef,
  authority: string,
  multiplier: number,
  effectiveTime: number,
): void {
  const data = [{ u8: 43 }, { u8: 1 }, { f64: multiplier }, { i64: BigInt(effectiveTime) }];
  invoke(caller, mint.program, [[mint.address, true], authority], data, (call) =>
    call.log('Instruction: UpdateMultiplier'),
  );
}

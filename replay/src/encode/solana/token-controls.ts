import { type Caller, invoke, type MintRef } from './token-instructions.ts';

/** Token-2022 pausable extension: Pause (44, 1) or Resume (44, 2). */
export function setPaused(caller: Caller, mint: MintRef, authority: string, paused: boolean): void {
  invoke(caller, mint.program, [[mint.address, true], authority], [{ u8: 44 }, { u8: paused ? 1 : 2 }], (call) =>
    call.log(`Instruction: ${paused ? 'Pause' : 'Resume'}`),
  );
}

/** FreezeAccount (10) or ThawAccount (11). */
export function setFrozen(caller: Caller, mint: MintRef, account: string, authority: string, frozen: boolean): void {
  invoke(caller, mint.program, [[account, true], mint.address, authority], [{ u8: frozen ? 10 : 11 }], (call) =>
    call.log(`Instruction: ${frozen ? 'FreezeAccount' : 'ThawAccount'}`),
  );
}

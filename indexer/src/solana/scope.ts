import { readBase58 } from './base58.ts';
import { roleOf } from './roles.ts';
import { isSelfEvent } from './self-event.ts';
import type { SolanaInstruction, SolanaTransaction } from './transaction.ts';

/** The ordinal after the last instruction that ran inside the call at `at`. */
export function scopeEnd(tx: SolanaTransaction, at: number): number {
  const { instructions, keys } = tx;
  const { height, outer, inner, program } = instructions[at] as SolanaInstruction;
  let end = at + 1;
  for (; end < instructions.length; end++) {
    const next = instructions[end] as SolanaInstruction;
    if (next.outer !== outer) break;
    if (inner < 0) continue;
    // Old nodes did not record heights: then the call ends where the next program that is not plumbing begins.
    if (next.height === 0 || height === 0) {
      const role = roleOf(keys[next.program] as string);
      const ownEvent = next.program === program && isSelfEvent(readBase58(next.data));
      if (role.kind !== 'token' && role.kind !== 'plumbing' && !ownEvent) break;
    } else if (next.height <= height) break;
  }
  return end;
}

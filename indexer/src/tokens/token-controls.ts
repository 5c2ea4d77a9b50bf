import type { TokenControl } from '@tokentape/core/facts/facts.ts';

/** An instruction by which an issuer stops a token or an account, as key indexes; -1 where there is none. */
export interface TokenStop {
  control: Extract<TokenControl['control'], 'pause' | 'resume' | 'freeze' | 'thaw'>;
  mint: number;
  account: number;
}

const FREEZE_ACCOUNT = 10;
const THAW_ACCOUNT = 11;
const PAUSABLE_EXTENSION = 44;

/** Whether an instruction of a token program with this tag can be one. */
export const mayStop = (tag: number): boolean =>
  tag === FREEZE_ACCOUNT || tag === THAW_ACCOUNT || tag === PAUSABLE_EXTENSION;

/**
 * Reads FreezeAccount (10) and ThawAccount (11), of account and mint, and of Token-2022's pausable extension Pause (44/1)
 * and Resume (44/2), of the mint.
 */
export function readStop(
  view: DataView,
  offset: number,
  length: number,
  accounts: readonly number[],
): TokenStop | undefined {
  const tag = view.getUint8(offset);
  if (tag === FREEZE_ACCOUNT || tag === THAW_ACCOUNT) {
    const control = tag === FREEZE_ACCOUNT ? 'freeze' : 'thaw';
    return { control, account: accounts[0] ?? -1, mint: accounts[1] ?? -1 };
  }
  if (tag !== PAUSABLE_EXTENSION || length < 2) return undefined;
  const kind = view.getUint8(offset + 1);
  if (kind !== 1 && kind !== 2) return undefined;
  return { control: kind === 1 ? 'pause' : 'resume', mint: accounts[0] ?? -1, account: -1 };
}

/** A token instruction that moved units between token accounts, as key indexes; -1 where there is none. */
export interface TokenMovement {
  move: 'transfer' | 'mint' | 'burn';
  /** Ordinal of the flattened instruction. */
  at: number;
  source: number;
  destination: number;
  authority: number;
  /** Key index of the mint; -1 when the instruction does not name it (plain Transfer). */
  mint: number;
  raw: bigint;
  /** Withheld from what the destination receives, where the instruction states it. */
  feeRaw: bigint;
  /** Ordinal of the instruction that called the token program; -1 when a person did. */
  parent: number;
  /** Ordinal in the transaction, parts of a Batch counted one by one. */
  index: number;
  /** The mint's address; empty until it is known. */
  token: string;
}

/** A token account that the transaction itself opened; it may be gone again at its end. */
export interface OpenedAccount {
  account: number;
  mint: number;
  /** Key index of the owner; -1 when the owner is in the instruction's data. */
  owner: number;
}

const TRANSFER = 3;
const MINT_TO = 7;
const BURN = 8;
const TRANSFER_CHECKED = 12;
const MINT_TO_CHECKED = 14;
const BURN_CHECKED = 15;
const TRANSFER_FEE_EXTENSION = 26;

/**
 * Reads a movement from the instruction data in `bytes` (of `length`): Transfer, TransferChecked, MintTo(Checked),
 * Burn(Checked) and Token-2022's TransferCheckedWithFee, which share one layout in both token programs.
 * @returns undefined when the instruction moves nothing or is too short for what its tag says.
 */
export function readMovement(
  view: DataView,
  offset: number,
  length: number,
  accounts: readonly number[],
  at: number,
): TokenMovement | undefined {
  if (length < 9) return undefined;
  const tag = view.getUint8(offset);
  if (tag === TRANSFER_CHECKED) return movement('transfer', at, accounts, 0, 2, 1, 3, view, offset + 1);
  if (tag === TRANSFER) return movement('transfer', at, accounts, 0, 1, -1, 2, view, offset + 1);
  if (tag === MINT_TO || tag === MINT_TO_CHECKED) return movement('mint', at, accounts, -1, 1, 0, 2, view, offset + 1);
  if (tag === BURN || tag === BURN_CHECKED) return movement('burn', at, accounts, 0, -1, 1, 2, view, offset + 1);
  if (tag !== TRANSFER_FEE_EXTENSION || length < 19 || view.getUint8(offset + 1) !== 1) return undefined;
  const moved = movement('transfer', at, accounts, 0, 2, 1, 3, view, offset + 2);
  moved.feeRaw = view.getBigUint64(offset + 11, true);
  return moved;
}

function movement(
  move: TokenMovement['move'],
  at: number,
  accounts: readonly number[],
  source: number,
  destination: number,
  mint: number,
  authority: number,
  view: DataView,
  amount: number,
): TokenMovement {
  return {
    move,
    at,
    source: source < 0 ? -1 : (accounts[source] ?? -1),
    destination: destination < 0 ? -1 : (accounts[destination] ?? -1),
    authority: accounts[authority] ?? -1,
    mint: mint < 0 ? -1 : (accounts[mint] ?? -1),
    raw: view.getBigUint64(amount, true),
    feeRaw: 0n,
    parent: -1,
    index: at,
    token: '',
  };
}

/** Reads InitializeAccount (1), InitializeAccount2 (16) and InitializeAccount3 (18): who owns an account opened on the way. */
export function readOpenedAccount(tag: number, accounts: readonly number[]): OpenedAccount | undefined {
  const account = accounts[0];
  const mint = accounts[1];
  if (account === undefined || mint === undefined) return undefined;
  if (tag === 1) return { account, mint, owner: accounts[2] ?? -1 };
  return tag === 16 || tag === 18 ? { account, mint, owner: -1 } : undefined;
}

/**
 * Reads a Batch instruction (255): after the tag, for each part its number of accounts (u8), the length of its data (u8)
 * and the data; the parts take the accounts in turn.
 * @returns the parts, or undefined when the data does not add up.
 */
export function readBatch(
  view: DataView,
  length: number,
  accounts: readonly number[],
): { offset: number; length: number; accounts: number[] }[] | undefined {
  const parts: { offset: number; length: number; accounts: number[] }[] = [];
  let offset = 1;
  let taken = 0;
  while (offset + 2 <= length) {
    const count = view.getUint8(offset);
    const size = view.getUint8(offset + 1);
    offset += 2;
    if (offset + size > length || taken + count > accounts.length) return undefined;
    parts.push({ offset, length: size, accounts: accounts.slice(taken, taken + count) });
    offset += size;
    taken += count;
  }
  return offset === length ? parts : undefined;
}

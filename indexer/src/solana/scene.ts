import { findInstruction } from '../dexes/solana-venues.ts';
import { readBatch, readMovement, readOpenedAccount, type TokenMovement } from '../tokens/spl-token.ts';
import { type MultiplierUpdate, readMultiplierUpdate } from '../tokens/token-2022.ts';
import { mayStop, readStop, type TokenStop } from '../tokens/token-controls.ts';
import { base58Bytes, base58View, readBase58, readBase58Copy, writeBase58 } from './base58.ts';
import { type Role, roleOf } from './roles.ts';
import { isSelfEvent } from './self-event.ts';
import type { SolanaInstruction, SolanaTransaction } from './transaction.ts';
import type { SolanaVenue, VenueInstruction } from './venue.ts';

/** A call of a known instruction of a known venue. */
export interface VenueCall {
  at: number;
  venue: SolanaVenue;
  instruction: VenueInstruction;
}

/** What one pass over the instructions of a transaction found: all that the venues' decoders read. */
export interface Scene {
  tx: SolanaTransaction;
  movements: TokenMovement[];
  calls: VenueCall[];
  multipliers: (MultiplierUpdate & { index: number })[];
  stops: (TokenStop & { index: number })[];
  /** Events that venues sent to themselves, by ordinal of the event instruction. */
  selfEvents: { at: number; event: DataView }[];
  /** Transfers whose token could not be told, by ordinal. */
  nameless: number[];
  /** Ordinals of calls of programs that are neither known venues nor routers nor plumbing, or whose instruction is not known. */
  unknown: number[];
  /** Fact index of each instruction: its ordinal, moved on by the parts of earlier Batch instructions and the bins of deposits. */
  indexOf(at: number): number;
  /** The ordinal of the instruction that a fact index belongs to. */
  instructionOf(index: number): number;
}

const BATCH = 255;

/** Reads every instruction once, in order of execution. */
export function readScene(tx: SolanaTransaction): Scene {
  let shifts: { at: number; by: number }[] | undefined;
  const indexOf = (at: number) => {
    if (shifts === undefined) return at;
    let index = at;
    for (const shift of shifts) if (shift.at < at) index += shift.by;
    return index;
  };
  const instructionOf = (index: number) => {
    let at = Math.min(index, tx.instructions.length - 1);
    while (at > 0 && indexOf(at) > index) at--;
    return at;
  };
  const scene: Scene = {
    tx,
    movements: [],
    calls: [],
    multipliers: [],
    stops: [],
    selfEvents: [],
    nameless: [],
    unknown: [],
    indexOf,
    instructionOf,
  };
  const parents: number[] = [];
  let caller = -1;
  const { instructions, keys } = tx;
  // A transaction calls few programs many times.
  const roles: (Role | undefined)[] = [];
  for (let at = 0; at < instructions.length; at++) {
    const instruction = instructions[at] as SolanaInstruction;
    const role = roles[instruction.program] ?? roleOf(keys[instruction.program] as string);
    roles[instruction.program] = role;
    if (instruction.inner < 0) caller = -1;
    const parent =
      instruction.height === 0 ? caller : instruction.height === 1 ? -1 : (parents[instruction.height - 1] ?? -1);
    if (instruction.height > 0) parents[instruction.height] = at;
    const parts = role.kind === 'token' ? readToken(scene, at, parent) : readVenueCall(scene, at, role.venue);
    if (parts > 1) {
      shifts ??= [];
      shifts.push({ at, by: parts - 1 });
    }
    if (role.kind === 'token') continue;
    if (role.kind === 'unknown') scene.unknown.push(at);
    if (role.kind !== 'plumbing' || instruction.inner < 0) caller = at;
  }
  return scene;
}

/**
 * InitializeAccount2 and 3 carry 33 bytes, 43 to 45 letters, and two or three accounts, fewer than any Batch; where the
 * balances already tell the owner there is nothing to read.
 */
function opensKnownAccount({ tx }: Scene, { data, accounts }: SolanaInstruction): boolean {
  return (
    data.length >= 43 && data.length <= 45 && accounts.length <= 3 && tx.tokenAccounts[accounts[0] ?? -1] !== undefined
  );
}

/** @returns the number of parts: 1, or those of a Batch. */
function readToken(scene: Scene, at: number, parent: number): number {
  const instruction = scene.tx.instructions[at] as SolanaInstruction;
  if (opensKnownAccount(scene, instruction)) return 1;
  const length = readBase58(instruction.data);
  if (length <= 0) return 1;
  const tag = base58Bytes[0] as number;
  if (tag === BATCH) return readParts(scene, at, parent, length, instruction.accounts);
  const index = scene.indexOf(at);
  if (tag === 1 || tag === 16 || tag === 18) noteOpened(scene, tag, instruction.accounts, length);
  else if (tag === 43) {
    const update = readMultiplierUpdate(base58View, length, instruction.accounts);
    if (update !== undefined) scene.multipliers.push({ ...update, index });
  } else if (mayStop(tag)) {
    noteStop(scene, readStop(base58View, 0, length, instruction.accounts), index);
  } else {
    note(scene, readMovement(base58View, 0, length, instruction.accounts, at), parent, index);
  }
  return 1;
}

function readParts(scene: Scene, at: number, parent: number, length: number, accounts: number[]): number {
  const parts = readBatch(base58View, length, accounts);
  if (parts === undefined) {
    scene.nameless.push(at);
    return 1;
  }
  const index = scene.indexOf(at);
  parts.forEach((part, nth) => {
    if (mayStop(base58View.getUint8(part.offset))) {
      noteStop(scene, readStop(base58View, part.offset, part.length, part.accounts), index + nth);
    } else note(scene, readMovement(base58View, part.offset, part.length, part.accounts, at), parent, index + nth);
  });
  return parts.length;
}

function note(scene: Scene, moved: TokenMovement | undefined, parent: number, index: number): void {
  if (moved === undefined) return;
  const { keys, tokenAccounts } = scene.tx;
  const named = moved.mint >= 0 ? keys[moved.mint] : undefined;
  const token = named ?? tokenAccounts[moved.source]?.mint ?? tokenAccounts[moved.destination]?.mint;
  if (token === undefined) {
    scene.nameless.push(moved.at);
    return;
  }
  moved.parent = parent;
  moved.index = index;
  moved.token = token;
  scene.movements.push(moved);
}

function noteStop(scene: Scene, stop: TokenStop | undefined, index: number): void {
  if (stop !== undefined && stop.mint >= 0) scene.stops.push({ ...stop, index });
}

/** An account opened and closed on the way has no balances; its opening says whose it was and of which token. */
function noteOpened(scene: Scene, tag: number, accounts: number[], length: number): void {
  const opened = readOpenedAccount(tag, accounts);
  const { keys, tokenAccounts } = scene.tx;
  if (opened === undefined || tokenAccounts[opened.account] !== undefined) return;
  const owner =
    opened.owner >= 0 ? (keys[opened.owner] ?? null) : length >= 33 ? writeBase58(base58Bytes, 1, 33) : null;
  const mint = keys[opened.mint];
  if (mint !== undefined) tokenAccounts[opened.account] = { mint, owner, before: null, after: null };
}

/** @returns the number of places that the facts of the call take. */
function readVenueCall(scene: Scene, at: number, venue: SolanaVenue | undefined): number {
  if (venue === undefined) return 1;
  const instruction = scene.tx.instructions[at] as SolanaInstruction;
  const length = readBase58(instruction.data);
  if (length <= 0) return 1;
  if (isSelfEvent(length)) {
    if (venue.design.events === 'cpi') {
      scene.selfEvents.push({ at, event: new DataView(base58Bytes.slice(8, length).buffer) });
    }
    return 1;
  }
  const known = findInstruction(venue, base58View, length, instruction.accounts.length);
  if (known === undefined) {
    scene.unknown.push(at);
    return 1;
  }
  scene.calls.push({ at, venue, instruction: known });
  return known.parts === undefined ? 1 : known.parts(readBase58Copy(instruction.data));
}

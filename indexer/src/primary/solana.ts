import type { Address } from '@tokentape/core/facts/chain.ts';
import type { PrimaryOrder, TransactionRef, Unrecognised } from '@tokentape/core/facts/facts.ts';
import { primaryMarketsOf } from '@tokentape/core/registry/primary-markets.ts';
import { readBase58Copy } from '../solana/base58.ts';
import type { Scene } from '../solana/scene.ts';
import { scopeEnd } from '../solana/scope.ts';
import type { SolanaInstruction } from '../solana/transaction.ts';
import type { TokenMovement } from '../tokens/spl-token.ts';
import { ondo } from './ondo/instructions.ts';
import type { MovedToken, SolanaPrimaryCall, SolanaPrimaryVenue } from './solana-venue.ts';

const designs: Partial<Record<string, SolanaPrimaryVenue>> = { ondo };
const venues = new Map<Address, SolanaPrimaryVenue>();
for (const { venue, address } of primaryMarketsOf('solana')) {
  const design = designs[venue];
  if (design !== undefined) venues.set(address, design);
}

export interface PrimaryOrders {
  orders: PrimaryOrder[];
  unrecognised: Unrecognised[];
}

/** Orders among the calls of programs that are no venue, router or plumbing; their ordinals are taken out of `unknown`. */
export function readPrimaryOrders(scene: Scene, tx: TransactionRef): PrimaryOrders {
  const found: PrimaryOrders = { orders: [], unrecognised: [] };
  if (!scene.unknown.some((at) => venueAt(scene, at) !== undefined)) return found;
  scene.unknown = scene.unknown.filter((at) => !readCall(scene, tx, at, found));
  return found;
}

const venueAt = (scene: Scene, at: number): SolanaPrimaryVenue | undefined =>
  venues.get(scene.tx.keys[(scene.tx.instructions[at] as SolanaInstruction).program] as string);

/** @returns whether the call is one that the issuer's program is known for. */
function readCall(scene: Scene, tx: TransactionRef, at: number, found: PrimaryOrders): boolean {
  const venue = venueAt(scene, at);
  if (venue === undefined) return false;
  const { accounts, data: text, program } = scene.tx.instructions[at] as SolanaInstruction;
  const data = readBase58Copy(text);
  if (data.byteLength < 8) return false;
  const instruction = venue.instructions[data.getBigUint64(0).toString(16).padStart(16, '0')];
  if (instruction === undefined) return false;
  const end = scopeEnd(scene.tx, at);
  const call: SolanaPrimaryCall = {
    account: (position) => scene.tx.keys[accounts[position] ?? -1] ?? '',
    u64: (offset) => (data.byteLength < offset + 8 ? null : data.getBigUint64(offset, true)),
    moved: scene.movements.filter((moved) => moved.at > at && moved.at < end).map((moved) => movedOf(scene, moved)),
  };
  const order = instruction.read(call);
  if (typeof order !== 'string') found.orders.push({ ...order, tx, index: scene.indexOf(at) });
  else {
    const reason = `${instruction.name}: ${order}`;
    found.unrecognised.push({ txId: tx.txId, program: scene.tx.keys[program] as string, reason });
  }
  return true;
}

function movedOf(
  { tx: { keys, tokenAccounts } }: Scene,
  { move, token, source, destination, raw }: TokenMovement,
): MovedToken {
  const owner = (account: number): Address | null =>
    account < 0 ? null : (tokenAccounts[account]?.owner ?? keys[account] ?? null);
  return { move, token, from: owner(source), to: owner(destination), raw };
}

import type { CurveState, FillFlag } from '@tokentape/core/facts/facts.ts';
import type { Movement, Scene, VenueCall } from './scene.ts';
import { scopeEnd } from './scope.ts';
import type { SolanaInstruction } from './transaction.ts';
import type { SwapEvent, SwapHop } from './venue.ts';

/** One crossing of one pool, before the trader is known. */
export interface Crossing {
  call: VenueCall;
  index: number;
  pool: string;
  /** Key indexes of the vaults, in the order in which the venue lists them. */
  vaults: readonly [number, number];
  soldToken: string;
  soldRaw: bigint;
  boughtToken: string;
  boughtRaw: bigint;
  after: CurveState | null;
  feeRaw: bigint | null;
  flags: FillFlag[];
  hop: SwapHop;
}

/**
 * Reads the crossings of a swap instruction from the transfers that ran inside it: what went into one vault was sold, what
 * came out of the other was bought, whatever the order. Amounts are the taker's: all that the paying account gave in the
 * instruction (fees sent elsewhere included), and all that the receiving account got.
 * @returns the reason when the transfers do not make a swap of every pool that the instruction names.
 */
export function readCrossings(scene: Scene, call: VenueCall, events: readonly DataView[]): Crossing[] | string {
  const moved = movementsOf(scene, call.at);
  const crossings: Crossing[] = [];
  const hops = call.instruction.swap ?? [];
  const stated = statedSwaps(call, events);
  for (const [nth, hop] of hops.entries()) {
    const crossing = readHop(scene, call, hop, moved, hops.length > 1);
    if (typeof crossing === 'string') return crossing;
    enrich(crossing, call, stated[nth]);
    checkVaults(scene, crossing, stated[nth]);
    crossings.push(crossing);
  }
  return crossings;
}

/** The token movements that ran inside the call. */
function movementsOf(scene: Scene, at: number): Movement[] {
  const end = scopeEnd(scene.tx, at);
  const { movements } = scene;
  let first = 0;
  while (first < movements.length && (movements[first] as Movement).at <= at) first++;
  let last = first;
  while (last < movements.length && (movements[last] as Movement).at < end) last++;
  return movements.slice(first, last);
}

function readHop(scene: Scene, call: VenueCall, hop: SwapHop, moved: Movement[], several: boolean): Crossing | string {
  const { keys, instructions, tokenAccounts } = scene.tx;
  const { accounts, height } = instructions[call.at] as SolanaInstruction;
  // Without a recorded height the end of the call is a guess: then only the two legs themselves count.
  const scoped = height > 0;
  const vaults =
    hop.vaults === null ? venueSide(scene, moved) : ([accounts[hop.vaults[0]], accounts[hop.vaults[1]]] as const);
  if (vaults === undefined) return `${call.instruction.name} without a transfer to and a transfer from the venue`;
  const [first, second] = vaults;
  if (first === undefined || second === undefined) return `${call.instruction.name} with too few accounts`;
  const sale = legs(moved, first, second) ?? legs(moved, second, first);
  if (sale === undefined) return `${call.instruction.name} without a transfer into one vault and out of the other`;
  const { paid, got } = sale;
  const poolIndex = hop.pool === null ? undefined : accounts[hop.pool];
  const pool = poolIndex === undefined ? tokenAccounts[got.source]?.owner : keys[poolIndex];
  if (pool == null) return `${call.instruction.name} does not name its pool`;
  return {
    call,
    index: several ? paid.index : scene.indexOf(call.at),
    pool,
    vaults: [first, second],
    soldToken: paid.token,
    soldRaw: scoped ? sum(moved, (other) => other.source === paid.source && other.token === paid.token) : paid.raw,
    boughtToken: got.token,
    boughtRaw: scoped
      ? sum(moved, (other) => other.destination === got.destination && other.token === got.token)
      : got.raw,
    after: null,
    feeRaw: null,
    flags: [],
    hop,
  };
}

/** The transfer into `into` and the largest transfer out of `out` (the others out of it are fees). */
function legs(moved: Movement[], into: number, out: number): { paid: Movement; got: Movement } | undefined {
  let paid: Movement | undefined;
  let got: Movement | undefined;
  for (const movement of moved) {
    if (movement.move !== 'transfer' || movement.source === movement.destination) continue;
    if (movement.destination === into) paid ??= movement;
    if (movement.source === out && (got === undefined || movement.raw > got.raw)) got = movement;
  }
  return paid !== undefined && got !== undefined && paid.token !== got.token ? { paid, got } : undefined;
}

/**
 * Where no account table is published: the two accounts that stand opposite one and the same owner, the taker, who gives
 * one token and gets another.
 */
function venueSide(scene: Scene, moved: Movement[]): readonly [number, number] | undefined {
  const ownerOf = (account: number) => scene.tx.tokenAccounts[account]?.owner ?? null;
  for (const paid of moved) {
    if (paid.move !== 'transfer') continue;
    const payer = ownerOf(paid.source);
    const got = moved.find(
      (other) =>
        other.move === 'transfer' &&
        other.token !== paid.token &&
        payer !== null &&
        ownerOf(other.destination) === payer,
    );
    if (got !== undefined) return [paid.destination, got.source];
  }
  return undefined;
}

function sum(moved: Movement[], wanted: (movement: Movement) => boolean): bigint {
  let total = 0n;
  for (const movement of moved) if (movement.move === 'transfer' && wanted(movement)) total += movement.raw;
  return total;
}

function statedSwaps({ venue }: VenueCall, events: readonly DataView[]): SwapEvent[] {
  const read = venue.design.readSwap;
  if (read === undefined) return [];
  return events.map(read).filter((event) => event !== undefined);
}

function enrich(crossing: Crossing, { venue }: VenueCall, event: SwapEvent | undefined): void {
  if (event === undefined) {
    if (venue.design.events !== 'none') crossing.flags.push('no-event');
    return;
  }
  crossing.after = event.after;
  crossing.feeRaw = event.feeRaw;
  const paid = event.amountIn === crossing.soldRaw || event.amountIn + event.transferFeeIn === crossing.soldRaw;
  const got = event.amountOut === crossing.boughtRaw || event.amountOut + event.transferFeeOut === crossing.boughtRaw;
  if (!paid || !got) crossing.flags.push('event-mismatch');
}

/** All movements at a vault must explain how its balance changed, but for what the token program withheld on the way in. */
function checkVaults(scene: Scene, crossing: Crossing, event: SwapEvent | undefined): void {
  for (const vault of crossing.vaults) {
    const account = scene.tx.tokenAccounts[vault];
    let expected = 0n;
    for (const { source, destination, raw, feeRaw, move } of scene.movements) {
      if (destination === vault && move !== 'burn') expected += raw - feeRaw;
      if (source === vault && move !== 'mint') expected -= raw;
    }
    const actual = account === undefined ? null : BigInt(account.after ?? '0') - BigInt(account.before ?? '0');
    const withheld = event?.transferFeeIn ?? 0n;
    if (actual !== expected && actual !== expected - withheld) {
      crossing.flags.push('vault-delta-mismatch');
      return;
    }
  }
}

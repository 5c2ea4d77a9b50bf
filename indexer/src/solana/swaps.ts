import type { CurveState, FillFlag } from '@tokentape/core/facts/facts.ts';
import type { TokenMovement } from '../tokens/spl-token.ts';
import { configOf, mintAt, orderedVaults } from './pool-seen.ts';
import type { Scene, VenueCall } from './scene.ts';
import { scopeEnd } from './scope.ts';
import { balanceChange, type SolanaInstruction } from './transaction.ts';
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
  const hops = hopsOf(scene, call);
  if (hops.length === 0) return `${call.instruction.name} does not name its pools`;
  let event = 0;
  for (const hop of hops) {
    const crossing = readHop(scene, call, hop, moved, hops.length > 1);
    if (typeof crossing === 'string') return crossing;
    let stated: SwapEvent | undefined;
    while (stated === undefined && event < events.length)
      stated = readEvent(scene, crossing, events[event++] as DataView);
    enrich(scene, crossing, stated);
    crossings.push(crossing);
  }
  return crossings;
}

/** The token movements that ran inside the call. */
function movementsOf(scene: Scene, at: number): TokenMovement[] {
  const end = scopeEnd(scene.tx, at);
  const { movements } = scene;
  let first = 0;
  while (first < movements.length && (movements[first] as TokenMovement).at <= at) first++;
  let last = first;
  while (last < movements.length && (movements[last] as TokenMovement).at < end) last++;
  return movements.slice(first, last);
}

function readHop(
  scene: Scene,
  call: VenueCall,
  hop: SwapHop,
  moved: TokenMovement[],
  several: boolean,
): Crossing | string {
  const { keys, instructions, tokenAccounts } = scene.tx;
  const { accounts, height } = instructions[call.at] as SolanaInstruction;
  // Without a recorded height the end of the call is a guess: then only the two legs themselves count.
  const scoped = height > 0;
  const vaults =
    hop.vaults === null
      ? venueSide(scene, moved, hop.paysFirst === true)
      : ([accounts[hop.vaults[0]], accounts[hop.vaults[1]]] as const);
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
function legs(
  moved: TokenMovement[],
  into: number,
  out: number,
): { paid: TokenMovement; got: TokenMovement } | undefined {
  let paid: TokenMovement | undefined;
  let got: TokenMovement | undefined;
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
function venueSide(scene: Scene, moved: TokenMovement[], paysFirst: boolean): readonly [number, number] | undefined {
  const ownerOf = (account: number) => scene.tx.tokenAccounts[account]?.owner ?? null;
  for (const paid of paysFirst ? moved.toReversed() : moved) {
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

function sum(moved: TokenMovement[], wanted: (movement: TokenMovement) => boolean): bigint {
  let total = 0n;
  for (const movement of moved) if (movement.move === 'transfer' && wanted(movement)) total += movement.raw;
  return total;
}

function hopsOf({ tx }: Scene, { at, instruction }: VenueCall): readonly SwapHop[] {
  const { swap = [], route } = instruction;
  const { accounts } = tx.instructions[at] as SolanaInstruction;
  if (route !== undefined) return route(tx, accounts);
  return typeof swap === 'function' ? swap(accounts.length) : swap;
}

function readEvent(scene: Scene, crossing: Crossing, event: DataView): SwapEvent | undefined {
  const { call } = crossing;
  return call.venue.design.readSwap?.(event, {
    sellsToken0: () => mintAt(scene, crossing, orderedVaults(scene, crossing)[0]) === crossing.soldToken,
    config: configOf(scene, crossing),
  });
}

/** Takes the price after from the event, and compares what it says with the transfers and with the vaults' balances. */
function enrich(scene: Scene, crossing: Crossing, event: SwapEvent | undefined): void {
  const { soldRaw, boughtRaw, flags } = crossing;
  if (event === undefined) {
    if (crossing.call.venue.design.events !== 'none') flags.push('no-event');
    if (!vaultsAgree(scene, crossing, 0n)) flags.push('vault-delta-mismatch');
    return;
  }
  crossing.after = event.after;
  crossing.feeRaw = event.feeRaw;
  // An event may leave out, without a word, what the token program withheld on the way in: then the vault must say the same.
  const unsaid = event.amountIn < soldRaw && event.transferFeeIn === 0n ? soldRaw - event.amountIn : 0n;
  const withheld = event.transferFeeIn + unsaid;
  const agrees = vaultsAgree(scene, crossing, 0n);
  const agreesWithheld = agrees || (withheld > 0n && vaultsAgree(scene, crossing, withheld));
  const paid = event.amountIn + event.transferFeeIn + (agrees ? 0n : unsaid);
  const got = event.amountOut + event.transferFeeOut;
  if ((paid !== soldRaw && event.amountIn !== soldRaw) || (got !== boughtRaw && event.amountOut !== boughtRaw)) {
    flags.push('event-mismatch');
  } else if (got === boughtRaw) crossing.boughtRaw = event.amountOut;
  if (!agreesWithheld) flags.push('vault-delta-mismatch');
}

/** Whether all movements at both vaults explain how their balances changed, but for `withheld` of what came in. */
function vaultsAgree(scene: Scene, crossing: Crossing, withheld: bigint): boolean {
  return crossing.vaults.every((vault) => {
    const account = scene.tx.tokenAccounts[vault];
    if (account === undefined) return false;
    let expected = -balanceChange(account);
    for (const { source, destination, raw, feeRaw, move } of scene.movements) {
      if (destination === vault && move !== 'burn') expected += raw - feeRaw;
      if (source === vault && move !== 'mint') expected -= raw;
    }
    return expected === (account.mint === crossing.soldToken ? withheld : 0n);
  });
}

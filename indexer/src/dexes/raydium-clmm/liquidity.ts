import type { Fact, LiquidityChange } from '@tokentape/core/facts/facts.ts';
import { type EventKind, isEvent, u64, u128 } from '../../solana/event-bytes.ts';
import type { CallContext, MissingEvent } from '../../solana/venue.ts';
import { CREATE_POSITION_EVENT, DECREASE_EVENT, INCREASE_EVENT, LIQUIDITY_CHANGE_EVENT } from './events.ts';

const OPEN_WITH_TOKEN22_NFT = 0x4dffae52;

/**
 * open_position, _v2 and _with_token22_nft: owner 1; pool 5, or 4 where there is no metadata account. The data begins with
 * the range and holds the liquidity at 24, 0 when the program derives it from an amount: then only the event has it.
 */
export function readOpening(call: CallContext): Fact[] | MissingEvent {
  const { data, events, account } = call;
  if (data.byteLength < 56) return { missing: 'open_position with too little data' };
  const pool = account(data.getUint32(0) === OPEN_WITH_TOKEN22_NFT ? 4 : 5);
  const event = events.find((given) => isEvent(given, CREATE_POSITION_EVENT, 144));
  // A position opened empty, to be filled later, states no event.
  if (event === undefined) return u128(data, 24) === 0n && !movesTokens(call) ? [] : { missing: 'no position event' };
  const range = { lower: event.getInt32(104, true), upper: event.getInt32(108, true) };
  return [change(call, pool, account(1), range, u128(event, 112), event, 128)];
}

/** increase_liquidity and _v2: owner 0, pool 2. */
export function readIncrease(call: CallContext): Fact[] | MissingEvent {
  const stated = statedChange(call, INCREASE_EVENT);
  if ('missing' in stated) return stated;
  const { event, range } = stated;
  return [change(call, call.account(2), call.account(0), range, u128(event, 40), event, 56)];
}

/** decrease_liquidity and _v2: owner 0, pool 3. With liquidity 0 it only collects fees. */
export function readDecrease(call: CallContext): Fact[] | MissingEvent {
  if (call.data.byteLength >= 24 && u128(call.data, 8) === 0n) return [];
  const stated = statedChange(call, DECREASE_EVENT);
  if ('missing' in stated) return stated;
  const { event, range } = stated;
  return [change(call, call.account(3), call.account(0), range, -u128(event, 40), event, 56)];
}

interface Range {
  lower: number;
  upper: number;
}

/** Position instructions do not name their range: LiquidityChangeEvent does. */
function statedChange(call: CallContext, kind: EventKind): { event: DataView; range: Range } | MissingEvent {
  const event = call.events.find((given) => isEvent(given, kind, 72));
  const ticks = call.events.find((given) => isEvent(given, LIQUIDITY_CHANGE_EVENT, 84));
  if (event === undefined || ticks === undefined) return { missing: 'no liquidity event (the log may be cut off)' };
  return { event, range: { lower: ticks.getInt32(44, true), upper: ticks.getInt32(48, true) } };
}

function change(
  { venue, tx, index }: CallContext,
  pool: string,
  owner: string,
  range: Range,
  liquidityDelta: bigint,
  event: DataView,
  amounts: number,
): LiquidityChange {
  return {
    kind: 'liquidity',
    tx,
    index,
    dex: venue.dex,
    pool,
    owner,
    ...range,
    liquidityDelta,
    amount0Raw: u64(event, amounts),
    amount1Raw: u64(event, amounts + 8),
  };
}

function movesTokens({ scene, at }: CallContext): boolean {
  return scene.movements.some((moved) => moved.parent === at && moved.move === 'transfer');
}

import type { Fact } from '@tokentape/core/facts/facts.ts';
import { eventKind, isEvent, u64, u128 } from '../../solana/event-bytes.ts';
import type { CallContext, MissingEvent } from '../../solana/venue.ts';

const LIQUIDITY_INCREASED = eventKind('1e0790b566fe9ba1');
const LIQUIDITY_DECREASED = eventKind('a601244770cab5ab');

/**
 * increase_ and decrease_liquidity in all forms: pool 0. Range, liquidity and amounts stand in the event, which the program
 * has stated since April 2025; the position's account alone would tell the range before.
 */
export function readLiquidity({ venue, tx, index, account, events, scene, at }: CallContext): Fact[] | MissingEvent {
  const increased = events.find((event) => isEvent(event, LIQUIDITY_INCREASED, 128));
  const event = increased ?? events.find((given) => isEvent(given, LIQUIDITY_DECREASED, 128));
  if (event === undefined) return { missing: 'no liquidity event (an old program, or the log was cut off)' };
  const liquidity = u128(event, 80);
  const authority = scene.movements.find(({ parent }) => parent === at)?.authority;
  return [
    {
      kind: 'liquidity',
      tx,
      index,
      dex: venue.dex,
      pool: account(0),
      owner: increased !== undefined && authority !== undefined ? (scene.tx.keys[authority] ?? null) : null,
      lower: event.getInt32(72, true),
      upper: event.getInt32(76, true),
      liquidityDelta: increased !== undefined ? liquidity : -liquidity,
      amount0Raw: u64(event, 96),
      amount1Raw: u64(event, 104),
    },
  ];
}

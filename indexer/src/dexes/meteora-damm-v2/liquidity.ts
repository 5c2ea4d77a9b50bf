import type { Fact, LiquidityChange } from '@tokentape/core/facts/facts.ts';
import { eventKind, isEvent, keyText, u64, u128 } from '../../solana/event-bytes.ts';
import type { CallContext, MissingEvent } from '../../solana/venue.ts';

const CHANGED = eventKind('c5ab4e7fe0d3570d');
const ADDED = eventKind('aff2089d1ef7b9a9');
const REMOVED = eventKind('572e5862af60225b');

/** Every position fills the whole range of its pool, whose ends stand in the pool: these are the ends of all prices. */
const LOWEST = -443_636;
const HIGHEST = 443_636;

/**
 * add_liquidity, remove_liquidity, remove_all_liquidity. EvtLiquidityChange states the change; before it, EvtAddLiquidity (which
 * gained the amounts without the tokens' own fees) and EvtRemoveLiquidity did. Positions that are split or locked change nothing.
 */
export function readLiquidity(call: CallContext): Fact[] | MissingEvent {
  for (const event of call.events) {
    const pool = (): string => keyText(event, 8);
    const owner = (): string => keyText(event, 72);
    if (isEvent(event, CHANGED, 185)) {
      const sign = event.getUint8(184) === 0 ? 1n : -1n;
      const [amount0, amount1] = [sign * u64(event, 104), sign * u64(event, 112)];
      return [positionChange(call, pool(), owner(), sign * u128(event, 152), amount0, amount1)];
    }
    if (isEvent(event, ADDED, 152)) {
      return [positionChange(call, pool(), owner(), u128(event, 104), u64(event, 136), u64(event, 144))];
    }
    if (isEvent(event, REMOVED, 152)) {
      return [positionChange(call, pool(), owner(), -u128(event, 104), -u64(event, 136), -u64(event, 144))];
    }
  }
  return { missing: 'no liquidity event' };
}

export function positionChange(
  { venue, tx, index }: CallContext,
  pool: string,
  owner: string,
  liquidityDelta: bigint,
  amount0Raw: bigint,
  amount1Raw: bigint,
): LiquidityChange {
  const at = { tx, index, dex: venue.dex, pool, owner };
  return { kind: 'liquidity', ...at, lower: LOWEST, upper: HIGHEST, liquidityDelta, amount0Raw, amount1Raw };
}

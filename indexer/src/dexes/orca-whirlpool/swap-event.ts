import { eventKind, isEvent, u64, u128 } from '../../solana/event-bytes.ts';
import type { SwapEvent } from '../../solana/venue.ts';

const TRADED = eventKind('e1ca49af932ba096');

/** Traded: the price before and after, and the fee; it states neither tick nor liquidity. Amounts include the token's own fee. */
export function readSwap(event: DataView): SwapEvent | undefined {
  if (!isEvent(event, TRADED, 121)) return undefined;
  return {
    amountIn: u64(event, 73),
    amountOut: u64(event, 81),
    transferFeeIn: u64(event, 89),
    transferFeeOut: u64(event, 97),
    feeRaw: u64(event, 105) + u64(event, 113),
    after: { sqrtPrice: u128(event, 57), tick: null, liquidity: null, reserve0: null, reserve1: null },
  };
}

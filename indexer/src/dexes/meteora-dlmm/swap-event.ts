import { eventKind, isEvent, u64 } from '../../solana/event-bytes.ts';
import type { SwapEvent } from '../../solana/venue.ts';

const SWAP = eventKind('516ce3becdd00ac4');
const SWAP_2 = eventKind('2e7452d7941b544d');

/** Swap, and Swap2Evt since program version 0.12 (which leaves Swap empty). The price after is that of the active bin. */
export function readSwap(event: DataView): SwapEvent | undefined {
  if (isEvent(event, SWAP_2, 155)) {
    const onInput = event.getUint8(153) === 1;
    const fee = u64(event, 121) + u64(event, 129) + u64(event, 137);
    return swapEvent(event, u64(event, 97) - u64(event, 105), u64(event, 113), onInput || fee === 0n ? fee : null);
  }
  if (isEvent(event, SWAP, 137)) return swapEvent(event, u64(event, 80), u64(event, 88), u64(event, 97));
  return undefined;
}

function swapEvent(event: DataView, amountIn: bigint, amountOut: bigint, feeRaw: bigint | null): SwapEvent {
  const tick = event.getInt32(76, true);
  return {
    amountIn,
    amountOut,
    transferFeeIn: 0n,
    transferFeeOut: 0n,
    feeRaw,
    after: { sqrtPrice: null, tick, liquidity: null, reserve0: null, reserve1: null },
  };
}

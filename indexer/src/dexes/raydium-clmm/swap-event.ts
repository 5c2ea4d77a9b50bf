import { isEvent, u64, u128 } from '../../solana/event-bytes.ts';
import type { SwapEvent } from '../../solana/venue.ts';
import { SWAP_EVENT } from './events.ts';

/**
 * SwapEvent: 205 bytes, 221 since 2026 with the trade fee of either side appended.
 * Amounts leave out what the token program withholds; `transfer_fee` states that apart.
 */
export function readSwap(event: DataView): SwapEvent | undefined {
  if (!isEvent(event, SWAP_EVENT, 205)) return undefined;
  const zeroForOne = event.getUint8(168) === 1;
  const [amountIn, amountOut] = zeroForOne ? [136, 152] : [152, 136];
  return {
    amountIn: u64(event, amountIn),
    amountOut: u64(event, amountOut),
    transferFeeIn: u64(event, amountIn + 8),
    transferFeeOut: u64(event, amountOut + 8),
    after: {
      sqrtPrice: u128(event, 169),
      tick: event.getInt32(201, true),
      liquidity: u128(event, 185),
      reserve0: null,
      reserve1: null,
    },
    feeRaw: event.byteLength >= 221 ? feeOnInput(event, zeroForOne) : null,
  };
}

/** Pools may take the fee on either side; a fee on the bought side is not stated in units of the sold token. */
function feeOnInput(event: DataView, zeroForOne: boolean): bigint | null {
  const [onInput, onOutput] = zeroForOne ? [205, 213] : [213, 205];
  const fee = u64(event, onInput);
  return fee === 0n && u64(event, onOutput) > 0n ? null : fee;
}

import type { SwapEvent } from '../../solana/venue.ts';
import { isEvent, SWAP_EVENT, u128 } from './events.ts';

/**
 * SwapEvent: 205 bytes, 221 since 2026 with the trade fee of either side appended.
 * Amounts leave out what the token program withholds; `transfer_fee` states that apart.
 */
export function readSwap(event: DataView): SwapEvent | undefined {
  if (!isEvent(event, SWAP_EVENT, 205)) return undefined;
  const zeroForOne = event.getUint8(168) === 1;
  const [amountIn, amountOut] = zeroForOne ? [136, 152] : [152, 136];
  return {
    amountIn: event.getBigUint64(amountIn, true),
    amountOut: event.getBigUint64(amountOut, true),
    transferFeeIn: event.getBigUint64(amountIn + 8, true),
    transferFeeOut: event.getBigUint64(amountOut + 8, true),
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
  const fee = event.getBigUint64(onInput, true);
  return fee === 0n && event.getBigUint64(onOutput, true) > 0n ? null : fee;
}

import { eventKind, isEvent, u64, u128 } from '../../solana/event-bytes.ts';
import type { SwapEvent } from '../../solana/venue.ts';

const SWAP = eventKind('1b3c15d58aaabb93');
const SWAP_2 = eventKind('bd4233a826507599');

/** EvtSwap2, and the older EvtSwap. The fee may be on either side, so it is not stated in units of the sold token. */
export function readSwap(event: DataView): SwapEvent | undefined {
  if (isEvent(event, SWAP_2, 188)) {
    // Result from 60: input with and without fee, amount left, output, next price, four fees; then the token's own fees.
    const excludedIn = u64(event, 60);
    const includedIn = u64(event, 140);
    const includedOut = u64(event, 148);
    const excludedOut = u64(event, 156);
    return {
      amountIn: excludedIn,
      amountOut: excludedOut,
      transferFeeIn: includedIn - excludedIn,
      transferFeeOut: includedOut - excludedOut,
      feeRaw: null,
      after: {
        sqrtPrice: u128(event, 92),
        tick: null,
        liquidity: null,
        reserve0: u64(event, 172),
        reserve1: u64(event, 180),
      },
    };
  }
  if (!isEvent(event, SWAP, 130)) return undefined;
  return {
    amountIn: u64(event, 114),
    amountOut: u64(event, 58),
    transferFeeIn: 0n,
    transferFeeOut: 0n,
    feeRaw: null,
    after: { sqrtPrice: u128(event, 66), tick: null, liquidity: null, reserve0: null, reserve1: null },
  };
}

import { eventKind, isEvent, u64 } from '../../solana/event-bytes.ts';
import type { SwapEvent } from '../../solana/venue.ts';

const BUY = eventKind('67f4521f2cf57777');
const SELL = eventKind('3e2f370aa503dc2a');

/**
 * BuyEvent and SellEvent share one layout: base amount 16, reserves before (base 48, quote 56), quote amount 64, fee of the
 * providers 80, of the protocol 96, quote moved at the vault 104, quote of the user 112, fee of the creator 352.
 */
export function readSwap(event: DataView): SwapEvent | undefined {
  const isBuy = isEvent(event, BUY, 120);
  if (!isBuy && !isEvent(event, SELL, 120)) return undefined;
  const [base, atVault, ofUser] = [u64(event, 16), u64(event, 104), u64(event, 112)];
  const reserve0 = isBuy ? u64(event, 48) - base : u64(event, 48) + base;
  const reserve1 = isBuy ? u64(event, 56) + atVault : u64(event, 56) - atVault;
  const creatorFee = event.byteLength >= 360 ? u64(event, 352) : 0n;
  return {
    amountIn: isBuy ? ofUser : base,
    amountOut: isBuy ? base : ofUser,
    transferFeeIn: 0n,
    transferFeeOut: 0n,
    // Fees are in the quote token: a seller's are not in units of what he sold.
    feeRaw: isBuy ? u64(event, 80) + u64(event, 96) + creatorFee : null,
    after: { sqrtPrice: null, tick: null, liquidity: null, reserve0, reserve1 },
  };
}

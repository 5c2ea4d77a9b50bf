import { eventKind, isEvent, u64 } from '../../solana/event-bytes.ts';
import type { PoolConfig, StatedSwap, SwapEvent } from '../../solana/venue.ts';

const SWAP_EVENT = eventKind('40c6cde8260871e2');
const MILLION = 1_000_000n;

/**
 * SwapEvent: 89 bytes, 170 since the creator fee (with the trade fee stated). It gives the curve's reserves before the swap;
 * those after leave out the protocol's, the fund's and the creator's share of the fee, which stay in the vault apart.
 */
export function readSwap(event: DataView, swap: StatedSwap): SwapEvent | undefined {
  if (!isEvent(event, SWAP_EVENT, 89)) return undefined;
  const amountIn = u64(event, 56);
  const amountOut = u64(event, 64);
  const fee = tradeFee(event, amountIn, swap.config);
  const apart = fee === null || swap.config === undefined ? null : feeApart(event, fee, swap.config);
  return {
    amountIn,
    amountOut,
    transferFeeIn: u64(event, 72),
    transferFeeOut: u64(event, 80),
    feeRaw: fee,
    after:
      apart === null
        ? null
        : reservesAfter(u64(event, 40) + amountIn - apart.input, u64(event, 48) - amountOut - apart.output, swap),
  };
}

function reservesAfter(input: bigint, output: bigint, swap: StatedSwap) {
  const [reserve0, reserve1] = swap.sellsToken0() ? [input, output] : [output, input];
  return { sqrtPrice: null, tick: null, liquidity: null, reserve0, reserve1 };
}

/** The program rounds the trade fee up (curve/fees.rs). */
function tradeFee(event: DataView, amountIn: bigint, config: PoolConfig | undefined): bigint | null {
  if (event.byteLength >= 170) return u64(event, 153);
  return config === undefined ? null : (amountIn * BigInt(config.feePips) + MILLION - 1n) / MILLION;
}

function feeApart(event: DataView, fee: bigint, config: PoolConfig): { input: bigint; output: bigint } {
  const { protocolShare = 0n, fundShare = 0n } = config;
  const shares = (fee * protocolShare) / MILLION + (fee * fundShare) / MILLION;
  if (event.byteLength < 170) return { input: shares, output: 0n };
  const creator = u64(event, 161);
  return event.getUint8(169) === 1 ? { input: shares + creator, output: 0n } : { input: shares, output: creator };
}

import { FEE_UNIT } from './bin-fee.ts';
import type { Filled } from './curve-math.ts';
import { ceilDiv } from './integer.ts';

/** A fee in 10^-9: of what is bought, or always of token 1, whichever side that is. */
export interface RangeFee {
  nano: number;
  on: 'bought' | 'token1';
}

/** A pool whose liquidity fills one range of prices (Meteora DAMM v2). Square-root prices have 64 fractional bits. */
export interface RangePool {
  sqrtPrice: bigint;
  /** With 64 fractional bits. */
  liquidity: bigint;
  sqrtLow: bigint;
  sqrtHigh: bigint;
  fee: RangeFee;
}

/** What an amount in gives, and where that leaves the price. */
export interface RangeQuote extends Filled {
  sqrtPriceAfter: bigint;
  /** The fee in the token that it is taken from. */
  feePaid: bigint;
}

const BITS = 128n;

/** Token 0 between two prices. */
export function rangeAmount0(low: bigint, high: bigint, liquidity: bigint, up: boolean): bigint {
  const numerator = liquidity * (high - low);
  return up ? ceilDiv(numerator, low * high) : numerator / (low * high);
}

/** Token 1 between two prices. */
export function rangeAmount1(low: bigint, high: bigint, liquidity: bigint, up: boolean): bigint {
  const product = liquidity * (high - low);
  return up ? -(-product >> BITS) : product >> BITS;
}

/** The most that the curve takes of a token, without fee. */
export const rangeCapacity = ({ sqrtPrice, liquidity, sqrtLow, sqrtHigh }: RangePool, sell: 0 | 1): bigint =>
  sell === 0 ? rangeAmount0(sqrtLow, sqrtPrice, liquidity, true) : rangeAmount1(sqrtPrice, sqrtHigh, liquidity, true);

/** Whether the fee is taken from what the seller of a token pays. */
export const feeOnInput = ({ fee }: RangePool, sell: 0 | 1): boolean => fee.on === 'token1' && sell === 1;

const share = (amount: bigint, { nano }: RangeFee): bigint => ceilDiv(amount * BigInt(nano), FEE_UNIT);

/** An amount that leaves `net` after the fee, rounded up. */
export const withRangeFee = (net: bigint, { nano }: RangeFee): bigint =>
  ceilDiv(net * FEE_UNIT, FEE_UNIT - BigInt(nano));

/**
 * What selling an exact amount gives, with the rounding of the program (MeteoraAg/damm-v2 programs/cp-amm/src: prices up for
 * token 0 and down for token 1, outputs down, fees up); past the end of the range the rest is not taken. `feeRaw` is in the sold
 * token; a fee on what is bought counts at the price of the fill.
 */
export function swapRange(pool: RangePool, sell: 0 | 1, exactIn: bigint): RangeQuote {
  const { sqrtPrice, liquidity, sqrtLow, sqrtHigh, fee } = pool;
  const onInput = feeOnInput(pool, sell);
  const most = liquidity > 0n ? rangeCapacity(pool, sell) : 0n;
  if (most === 0n)
    return { amountIn: 0n, amountOut: 0n, feeRaw: 0n, partial: true, sqrtPriceAfter: sqrtPrice, feePaid: 0n };
  const given = onInput ? exactIn - share(exactIn, fee) : exactIn;
  const net = given < most ? given : most;
  const edge = sell === 0 ? sqrtLow : sqrtHigh;
  const moved =
    sell === 0 ? ceilDiv(liquidity * sqrtPrice, liquidity + net * sqrtPrice) : sqrtPrice + (net << BITS) / liquidity;
  const after = given < most ? moved : edge;
  const gross =
    sell === 0 ? rangeAmount1(after, sqrtPrice, liquidity, false) : rangeAmount0(sqrtPrice, after, liquidity, false);
  const partial = given > most;
  if (onInput) {
    const amountIn = partial ? withRangeFee(net, fee) : exactIn;
    return {
      amountIn,
      amountOut: gross,
      feeRaw: amountIn - net,
      partial,
      sqrtPriceAfter: after,
      feePaid: amountIn - net,
    };
  }
  const paid = share(gross, fee);
  const feeRaw = gross === 0n ? 0n : ceilDiv(net * paid, gross);
  return { amountIn: net, amountOut: gross - paid, feeRaw, partial, sqrtPriceAfter: after, feePaid: paid };
}

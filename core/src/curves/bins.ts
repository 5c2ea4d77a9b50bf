import { type BinFee, binFeeRate, FEE_UNIT } from './bin-fee.ts';
import { binPrice, MAX_BIN, MIN_BIN } from './bin-price.ts';
import { CurveError } from './curve-error.ts';
import { ceilDiv } from './integer.ts';
import { swapAmount } from './swap.ts';

/** Reserves at one price, raw: token 0 is the program's X, token 1 its Y. */
export interface Bin {
  id: number;
  amount0: bigint;
  amount1: bigint;
}

/** A liquidity book (Meteora DLMM): token 1 below the active bin, token 0 above it, both inside it. */
export interface BinPool {
  activeId: number;
  /** Price step between bins, in basis points. */
  binStep: number;
  /** Bins that hold something, ascending. */
  bins: readonly Bin[];
  fee: BinFee;
}

/** A swap on a liquidity book; `binLimit` is the last bin that may be used. */
export interface BinSwap {
  sell: 0 | 1;
  exactIn?: bigint;
  exactOut?: bigint;
  binLimit?: number;
}

/** What a liquidity book answers, in raw units. */
export interface BinQuote {
  /** Fee included. */
  amountIn: bigint;
  amountOut: bigint;
  feeRaw: bigint;
  activeIdAfter: number;
  /** The bins that were used, as they stand after the swap. */
  touched: Bin[];
  /** The limit or the liquidity ended the swap before the amount was filled. */
  partial: boolean;
}

interface BinFill {
  /** Without the fee. */
  net: bigint;
  out: bigint;
  fee: bigint;
}

const Q64 = 64n;

/** Sold token that buys `out` at a price, rounded up. */
export function binInput(out: bigint, price: bigint, sell: 0 | 1): bigint {
  return sell === 0 ? ceilDiv(out << Q64, price) : -((-out * price) >> Q64);
}

/** Bought token for `net` at a price, rounded down. */
export function binOutput(net: bigint, price: bigint, sell: 0 | 1): bigint {
  return sell === 0 ? (net * price) >> Q64 : (net << Q64) / price;
}

/** Fee on top of an amount without fee, rounded up. */
function feeOnTop(net: bigint, rate: bigint): bigint {
  return ceilDiv(net * rate, FEE_UNIT - rate);
}

function wholeBin(held: bigint, price: bigint, rate: bigint, sell: 0 | 1): BinFill {
  const net = binInput(held, price, sell);
  return { net, out: held, fee: feeOnTop(net, rate) };
}

function partOfBin(left: bigint, exactIn: boolean, held: bigint, price: bigint, rate: bigint, sell: 0 | 1): BinFill {
  if (!exactIn) {
    const net = binInput(left, price, sell);
    return { net, out: left, fee: feeOnTop(net, rate) };
  }
  const fee = ceilDiv(left * rate, FEE_UNIT);
  const out = binOutput(left - fee, price, sell);
  return { net: left - fee, out: out > held ? held : out, fee };
}

/** Position of the first bin with an id above `id`. */
function firstBinAbove(bins: readonly Bin[], id: number): number {
  let low = 0;
  let high = bins.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bins[middle]!.id <= id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The bins that a seller of a token meets, nearest first, the active one included; those without the bought token are left out. */
export function* binsAhead(pool: BinPool, sell: 0 | 1): Generator<{ bin: Bin; held: bigint }> {
  const down = sell === 0;
  const start = firstBinAbove(pool.bins, down ? pool.activeId : pool.activeId - 1);
  for (let i = down ? start - 1 : start; i >= 0 && i < pool.bins.length; i += down ? -1 : 1) {
    const bin = pool.bins[i]!;
    const held = down ? bin.amount1 : bin.amount0;
    if (held > 0n) yield { bin, held };
  }
}

function afterFill(bin: Bin, { net, out }: BinFill, sell: 0 | 1): Bin {
  return sell === 0
    ? { id: bin.id, amount0: bin.amount0 + net, amount1: bin.amount1 - out }
    : { id: bin.id, amount0: bin.amount0 - out, amount1: bin.amount1 + net };
}

/**
 * What a swap gives on a liquidity book, bin by bin, with the rounding of Meteora's DLMM (dlmm-sdk commons: Bin::swap and
 * quote_exact_out, inputs up, outputs down, fees up). The fee grows with the distance from the reference bin. Limit orders that
 * rest in bins are not part of `Bin` and not used. The pool is not changed.
 * @throws CurveError on a missing, double or non-positive amount, or a bin limit on the wrong side
 */
export function swapBins(pool: BinPool, swap: BinSwap): BinQuote {
  const { amount, exactIn } = swapAmount(swap);
  const { sell } = swap;
  const limit = swap.binLimit ?? (sell === 0 ? MIN_BIN : MAX_BIN);
  if (sell === 0 ? limit > pool.activeId : limit < pool.activeId) {
    throw new CurveError('limit-wrong-side', `Bin limit ${limit} lies behind the active bin ${pool.activeId}.`);
  }
  const quote: BinQuote = {
    amountIn: 0n,
    amountOut: 0n,
    feeRaw: 0n,
    activeIdAfter: pool.activeId,
    touched: [],
    partial: true,
  };
  let left = amount;
  for (const { bin, held } of binsAhead(pool, sell)) {
    if (left === 0n || (sell === 0 ? bin.id < limit : bin.id > limit)) break;
    const price = binPrice(bin.id, pool.binStep);
    const rate = binFeeRate(pool.fee, pool.binStep, bin.id);
    const whole = wholeBin(held, price, rate, sell);
    const takesAll = exactIn ? left > whole.net + whole.fee : left >= held;
    const fill = takesAll ? whole : partOfBin(left, exactIn, held, price, rate, sell);
    left -= exactIn ? fill.net + fill.fee : fill.out;
    quote.amountIn += fill.net + fill.fee;
    quote.amountOut += fill.out;
    quote.feeRaw += fill.fee;
    quote.activeIdAfter = bin.id;
    quote.touched.push(afterFill(bin, fill, sell));
  }
  quote.partial = left > 0n;
  return quote;
}

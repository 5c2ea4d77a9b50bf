import { type Curve, mathOf } from './curve.ts';
import type { Filled } from './curve-math.ts';
import { type Ratio, scaledShare, shareText } from './ratio.ts';

/** Shares of the mid as decimal strings with 12 digits, to the nearest, halves away from zero; `slippage` = `impact` + `fee`. */
export interface Slippage {
  /** All in: average executed price ÷ mid − 1 for a buy, 1 − that for a sell. */
  slippage: string;
  /** The same on what reached the curve, without the fee. */
  impact: string;
  fee: string;
}

function slippageOf(all: bigint, impact: bigint): Slippage {
  return { slippage: shareText(all), impact: shareText(impact), fee: shareText(all - impact) };
}

function bought({ amountIn, amountOut, feeRaw }: Filled, mid: Ratio): Slippage {
  const atMid = amountOut * mid.numerator;
  const share = (paid: bigint) => scaledShare(paid * mid.denominator - atMid, atMid);
  return slippageOf(share(amountIn), share(amountIn - feeRaw));
}

function sold({ amountIn, amountOut, feeRaw }: Filled, mid: Ratio): Slippage {
  const received = amountOut * mid.denominator;
  const share = (given: bigint) => scaledShare(given * mid.numerator - received, given * mid.numerator);
  return slippageOf(share(amountIn), share(amountIn - feeRaw));
}

/** Slippage of a fill against a mid in the same units (quote per stock); null when nothing was traded but dust and fee. */
export function slippageShares(filled: Filled, mid: Ratio, side: 'buy' | 'sell'): Slippage | null {
  if (filled.amountOut === 0n || filled.amountIn === filled.feeRaw) return null;
  return side === 'buy' ? bought(filled, mid) : sold(filled, mid);
}

/**
 * Slippage of a trade of `sizeRaw` quote: a buy pays that much, fee included; a sell gives the stock that is worth that much at
 * the mid (rounded down). Null when the pool cannot fill the size, or the size is less than one unit of what is traded.
 * Checkpoint of METRICS.md: x = 1,000, y = 300,000, f = 25 bps, X = 10,000 buys at 3.584 % all in, of which 3.325 % is impact.
 */
export function slippageAt(pool: Curve, quote: 0 | 1, side: 'buy' | 'sell', sizeRaw: bigint): Slippage | null {
  const math = mathOf(pool);
  const mid = math.mid(pool, quote);
  if (mid === null) return null;
  const amount = side === 'buy' ? sizeRaw : (sizeRaw * mid.denominator) / mid.numerator;
  if (amount <= 0n) return null;
  const stock = quote === 0 ? 1 : 0;
  const filled = math.fill(pool, side === 'buy' ? quote : stock, amount);
  return filled.partial ? null : slippageShares(filled, mid, side);
}

/**
 * The largest size in raw quote that `slippageAt` can fill: for a sell the value at the mid of the stock that the pool takes.
 * Null when nothing bounds it (constant product); zero when the pool holds nothing on that side.
 */
export function fillable(pool: Curve, quote: 0 | 1, side: 'buy' | 'sell'): bigint | null {
  const math = mathOf(pool);
  if (side === 'buy') return math.capacity(pool, quote);
  const stock = math.capacity(pool, quote === 0 ? 1 : 0);
  const mid = math.mid(pool, quote);
  if (stock === null || mid === null) return stock;
  return (stock * mid.numerator) / mid.denominator;
}

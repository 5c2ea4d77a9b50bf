import { swapConcentrated } from './concentrated.ts';
import { type ConstantProductPool, swapConstantProduct } from './constant-product.ts';
import { mathOf } from './curve.ts';
import { CurveError } from './curve-error.ts';
import { floorSqrt } from './integer.ts';
import { readInteger } from './integer-text.ts';
import { type PoolFile, readPoolFile } from './pool-file.ts';
import type { StablePool } from './stable.ts';
import type { Swap } from './swap.ts';
import { swapStable } from './swap-stable.ts';

type Given = string | number | bigint | undefined;

/** The options of `tape quote`, as the command line has them. */
export interface QuoteOptions {
  sell: Given;
  exactIn?: Given;
  exactOut?: Given;
  /** Square-root price limit in Q64.96. */
  limit?: Given;
}

/** What `tape quote` prints, integers as decimal strings. */
export interface PrintedQuote {
  /** Fee included. */
  amountIn: string;
  amountOut: string;
  feeRaw: string;
  /** On a pool of reserves: the root of the marginal price after the swap (√(reserve 1 ÷ reserve 0) of a constant product), rounded down. */
  sqrtPriceX96After: string;
  /** Null on a pool of reserves, which has no ticks. */
  tickAfter: number | null;
  /** On a pool of reserves: √(reserve 0 · reserve 1) after the swap, rounded down. */
  liquidityAfter: string;
  partial: boolean;
}

function swapOf(options: QuoteOptions): Swap {
  const sell = readInteger(options.sell, 'sell');
  if (sell !== 0n && sell !== 1n) throw new CurveError('field-invalid', `"sell" must be 0 or 1, not ${sell}.`);
  const swap: Swap = { sell: sell === 0n ? 0 : 1 };
  if (options.exactIn !== undefined) swap.exactIn = readInteger(options.exactIn, 'exact-in');
  if (options.exactOut !== undefined) swap.exactOut = readInteger(options.exactOut, 'exact-out');
  if (options.limit !== undefined) swap.sqrtPriceLimit = readInteger(options.limit, 'limit');
  return swap;
}

function quotePair(pool: ConstantProductPool | StablePool, swap: Swap): PrintedQuote {
  const quote = 'decimals0' in pool ? swapStable(pool, swap) : swapConstantProduct(pool, swap);
  const { amountIn, amountOut, feeRaw, reserve0, reserve1, partial } = quote;
  const price = mathOf(pool).mid({ ...pool, reserve0, reserve1 }, 1);
  return {
    amountIn: `${amountIn}`,
    amountOut: `${amountOut}`,
    feeRaw: `${feeRaw}`,
    sqrtPriceX96After: `${price === null ? 0n : floorSqrt((price.numerator << 192n) / price.denominator)}`,
    tickAfter: null,
    liquidityAfter: `${floorSqrt(reserve0 * reserve1)}`,
    partial,
  };
}

function quotePool({ pool }: PoolFile, swap: Swap): PrintedQuote {
  if (!('ticks' in pool)) return quotePair(pool, swap);
  const quote = swapConcentrated(pool, swap);
  return {
    amountIn: `${quote.amountIn}`,
    amountOut: `${quote.amountOut}`,
    feeRaw: `${quote.feeRaw}`,
    sqrtPriceX96After: `${quote.sqrtPriceAfter}`,
    tickAfter: quote.tickAfter,
    liquidityAfter: `${quote.liquidityAfter}`,
    partial: quote.partial,
  };
}

/**
 * `tape quote` without its file and its terminal: what a swap on the pool of a file gives.
 * @param json the text of the file (preferred: numbers stay exact), or what it was parsed to
 * @param note told what is doubtful about the file, such as ticks that do not sum to zero
 * @throws CurveError with a code and a sentence that says what to change
 */
export function quotePoolFile(json: unknown, options: QuoteOptions, note?: (text: string) => void): PrintedQuote {
  const file = readPoolFile(json);
  const quote = quotePool(file, swapOf(options));
  for (const text of file.notes) note?.(text);
  return quote;
}

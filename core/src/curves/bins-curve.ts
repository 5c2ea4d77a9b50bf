import { binFeeRate, FEE_UNIT } from './bin-fee.ts';
import { binPrice } from './bin-price.ts';
import { type BinPool, binInput, binsAhead, swapBins } from './bins.ts';
import { type CurveMath, type Filled, nothing } from './curve-math.ts';
import { priceFactor } from './delta.ts';
import type { Ratio } from './ratio.ts';

const ONE = 1n << 64n;

/** Whether a bin's price lies between the current one and the limit, the limit included. */
function inside(price: bigint, sell: 0 | 1, { numerator, denominator }: Ratio): boolean {
  const scaled = price * denominator;
  return sell === 0 ? scaled >= numerator * ONE : scaled <= numerator * ONE;
}

/** Quote of the bins whose price stays within the factor: paid for what they hold, or what they hold. */
function quoteWithin(pool: BinPool, sell: 0 | 1, factor: Ratio, paid: boolean): bigint {
  const { numerator, denominator } = factor;
  const limit = { numerator: binPrice(pool.activeId, pool.binStep) * numerator, denominator: ONE * denominator };
  let sum = 0n;
  for (const { bin, held } of binsAhead(pool, sell)) {
    const price = binPrice(bin.id, pool.binStep);
    if (!inside(price, sell, limit)) break;
    sum += paid ? binInput(held, price, sell) : held;
  }
  return sum;
}

/** All that the bins within a limit give, or all bins without one. */
function fillBins(pool: BinPool, sell: 0 | 1, limit?: Ratio): Filled {
  let last: number | null = null;
  for (const { bin } of binsAhead(pool, sell)) {
    if (limit && !inside(binPrice(bin.id, pool.binStep), sell, limit)) break;
    last = bin.id;
  }
  return last === null ? nothing : swapBins(pool, { sell, exactIn: 1n << 200n, binLimit: last });
}

/** Depth, slippage and capacity of a liquidity book; its marginal price is that of the active bin. */
export const binsCurve: CurveMath<BinPool> = {
  mid(pool, quote) {
    const price = binPrice(pool.activeId, pool.binStep);
    return quote === 1 ? { numerator: price, denominator: ONE } : { numerator: ONE, denominator: price };
  },

  fill: (pool, sell, exactIn) => swapBins(pool, { sell, exactIn }),

  fillTo: fillBins,

  feeShare: (pool) => ({ numerator: binFeeRate(pool.fee, pool.binStep, pool.activeId), denominator: FEE_UNIT }),

  depth(pool, quote, deltasBps) {
    const stock = quote === 0 ? 1 : 0;
    return {
      ask: deltasBps.map((delta) => quoteWithin(pool, quote, priceFactor(quote, 'ask', delta), true)),
      bid: deltasBps.map((delta) => quoteWithin(pool, stock, priceFactor(quote, 'bid', delta), false)),
    };
  },

  capacity: (pool, sell) => fillBins(pool, sell).amountIn,
};

import { FEE_UNIT } from './bin-fee.ts';
import { type CurveMath, nothing } from './curve-math.ts';
import { priceFactor } from './delta.ts';
import { ceilDiv, ceilSqrt, floorSqrt } from './integer.ts';
import {
  feeOnInput,
  type RangePool,
  rangeAmount0,
  rangeAmount1,
  rangeCapacity,
  swapRange,
  withRangeFee,
} from './range.ts';
import type { Ratio } from './ratio.ts';

const ONE = 1n << 128n;

const isEmpty = ({ liquidity, sqrtPrice }: RangePool): boolean => liquidity <= 0n || sqrtPrice === 0n;

/** A price as a square root inside the range, rounded towards the current one. */
function inside({ sqrtLow, sqrtHigh }: RangePool, squared: Ratio, down: boolean): bigint {
  const { numerator, denominator } = squared;
  const root = down ? ceilSqrt(ceilDiv(numerator, denominator)) : floorSqrt(numerator / denominator);
  if (root < sqrtLow) return sqrtLow;
  return root > sqrtHigh ? sqrtHigh : root;
}

/** What is paid, rounded up, or received, rounded down, until the price has moved by a factor. */
function amountTo(pool: RangePool, sell: 0 | 1, factor: Ratio, paid: boolean): bigint {
  const { sqrtPrice, liquidity } = pool;
  const down = sell === 0;
  const squared = { numerator: sqrtPrice * sqrtPrice * factor.numerator, denominator: factor.denominator };
  const target = inside(pool, squared, down);
  const [low, high] = down ? [target, sqrtPrice] : [sqrtPrice, target];
  if (low >= high) return 0n;
  // What is paid is the sold token, what is received the other one.
  const amount = (sell === 0) === paid ? rangeAmount0 : rangeAmount1;
  return amount(low, high, liquidity, paid);
}

/** Depth, slippage and capacity of a pool with liquidity over one range. */
export const rangeCurve: CurveMath<RangePool> = {
  mid({ sqrtPrice }, quote) {
    if (sqrtPrice === 0n) return null;
    const squared = sqrtPrice * sqrtPrice;
    return quote === 1 ? { numerator: squared, denominator: ONE } : { numerator: ONE, denominator: squared };
  },

  fill: (pool, sell, exactIn) => swapRange(pool, sell, exactIn),

  fillTo(pool, sell, limit) {
    if (isEmpty(pool)) return nothing;
    const { sqrtPrice, liquidity } = pool;
    const target = inside(pool, { numerator: limit.numerator << 128n, denominator: limit.denominator }, sell === 0);
    if (sell === 0 ? target >= sqrtPrice : target <= sqrtPrice) return nothing;
    const net =
      sell === 0
        ? rangeAmount0(target, sqrtPrice, liquidity, false)
        : rangeAmount1(sqrtPrice, target, liquidity, false);
    const exactIn = feeOnInput(pool, sell) ? (net * FEE_UNIT) / (FEE_UNIT - BigInt(pool.fee.nano)) : net;
    return exactIn > 0n ? swapRange(pool, sell, exactIn) : nothing;
  },

  feeShare: ({ fee }) => ({ numerator: BigInt(fee.nano), denominator: FEE_UNIT }),

  depth(pool, quote, deltasBps) {
    if (isEmpty(pool)) return { ask: deltasBps.map(() => 0n), bid: deltasBps.map(() => 0n) };
    const stock = quote === 0 ? 1 : 0;
    return {
      ask: deltasBps.map((delta) => amountTo(pool, quote, priceFactor(quote, 'ask', delta), true)),
      bid: deltasBps.map((delta) => amountTo(pool, stock, priceFactor(quote, 'bid', delta), false)),
    };
  },

  capacity(pool, sell) {
    if (isEmpty(pool)) return 0n;
    const most = rangeCapacity(pool, sell);
    return feeOnInput(pool, sell) ? withRangeFee(most, pool.fee) : most;
  },
};

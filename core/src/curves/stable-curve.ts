import { type CurveMath, type Filled, nothing } from './curve-math.ts';
import { priceFactor } from './delta.ts';
import type { Ratio } from './ratio.ts';
import { type StablePool, type StableQuote, stableReserves, swapStable } from './stable.ts';
import { PIPS } from './swap-step.ts';

const isEmpty = (pool: StablePool) => pool.reserve0 <= 0n || pool.reserve1 <= 0n;

/** −dy/dx of x³y + xy³: (3x²y + y³) ÷ (x³ + 3xy²), turned into raw token 1 per raw token 0. */
function price(pool: StablePool): Ratio {
  const { x, y } = stableReserves(pool);
  return {
    numerator: (3n * x * x * y + y ** 3n) * 10n ** BigInt(pool.decimals1),
    denominator: (x ** 3n + 3n * x * y * y) * 10n ** BigInt(pool.decimals0),
  };
}

function within(pool: StablePool, sell: 0 | 1, limit: Ratio): boolean {
  const { numerator, denominator } = price(pool);
  const difference = numerator * limit.denominator - limit.numerator * denominator;
  return sell === 0 ? difference >= 0n : difference <= 0n;
}

/** The largest fill that keeps the price within the limit, by doubling and halving: the price moves one way only. */
function fillTo(pool: StablePool, sell: 0 | 1, limit: Ratio): Filled {
  if (isEmpty(pool) || !within(pool, sell, limit)) return nothing;
  const after = (exactIn: bigint): StableQuote => swapStable(pool, { sell, exactIn });
  const stays = (quote: StableQuote) =>
    quote.reserve0 > 0n && quote.reserve1 > 0n && within({ ...pool, ...reservesOf(quote) }, sell, limit);
  let high = (sell === 0 ? pool.reserve0 : pool.reserve1) / 1024n + 1n;
  while (stays(after(high))) high *= 2n;
  let low = 0n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (stays(after(middle))) low = middle;
    else high = middle;
  }
  return low === 0n ? nothing : after(low);
}

const reservesOf = ({ reserve0, reserve1 }: StableQuote) => ({ reserve0, reserve1 });

/** The pool's price moved by a factor. */
function moved(pool: StablePool, factor: Ratio): Ratio {
  const { numerator, denominator } = price(pool);
  return { numerator: numerator * factor.numerator, denominator: denominator * factor.denominator };
}

/** Depth, slippage and capacity of a Solidly stable pool. */
export const stableCurve: CurveMath<StablePool> = {
  mid(pool, quote) {
    if (isEmpty(pool)) return null;
    const { numerator, denominator } = price(pool);
    return quote === 1 ? { numerator, denominator } : { numerator: denominator, denominator: numerator };
  },

  fill: (pool, sell, exactIn) => swapStable(pool, { sell, exactIn }),

  fillTo,

  feeShare: (pool) => ({ numerator: BigInt(pool.feePips), denominator: PIPS }),

  depth(pool, quote, deltasBps) {
    if (isEmpty(pool)) return { ask: deltasBps.map(() => 0n), bid: deltasBps.map(() => 0n) };
    const free = { ...pool, feePips: 0 };
    const to = (sell: 0 | 1, side: 'ask' | 'bid', delta: number) =>
      fillTo(free, sell, moved(free, priceFactor(quote, side, delta)));
    const stock = quote === 0 ? 1 : 0;
    return {
      ask: deltasBps.map((delta) => to(quote, 'ask', delta).amountIn),
      bid: deltasBps.map((delta) => to(stock, 'bid', delta).amountOut),
    };
  },

  capacity: (pool) => (isEmpty(pool) ? 0n : null),
};

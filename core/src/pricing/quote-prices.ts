import type { CurveState, PriceSource } from '../facts/facts.ts';
import { statesPrice } from '../liquidity/states-price.ts';
import { roundedDiv, USD_SCALE, usdValue } from '../liquidity/usd.ts';
import { type PricedPool, type PricedToken, poolRatio, virtualReserve } from './priced-pool.ts';
import { FEED_HEARTBEAT_SECONDS } from './reference.ts';

/** A price in 10^−12 dollars per whole token, or the reason why there is none. */
export type QuotePrice = { price: bigint; source: PriceSource } | { price: null; reason: string };

// A dollar coin that trades more than 2 % off is no dollar: METRICS.md asks for a checked band and gives no width; past
// depegs (USDC, March 2023) went through 2 % within hours and ordinary days stay within 0.2 %.
const BAND = USD_SCALE / 50n;

/** A quote pool that has not changed for this long says nothing about now. */
export const STALE_AFTER_SECONDS = 4 * 3_600;

/** Depth (as if the curve went on for ever) under which a pool is too thin to price others by. */
const THINNEST_USD = 10_000n * USD_SCALE;

interface Seen {
  pool: PricedPool;
  state: CurveState;
  time: number;
}

/**
 * Prices of quote tokens as a function of the states of quote pools that were observed so far. The chain's first dollar
 * coin is the measure: 1.0 always; the other dollar coins are checked against it, everything else is priced in dollars.
 */
export class QuotePrices {
  readonly #measure: number | null;
  readonly #seen = new Map<number, Seen>();
  #nativeFeed: { price: bigint; time: number } | null = null;

  /** @param measure key of the dollar coin that counts as 1.0; null when the chain has none */
  constructor(measure: number | null) {
    this.#measure = measure;
  }

  /** Takes in the state of a pool of two quote tokens; pools of anything else are none of its business. */
  observe(pool: PricedPool, state: CurveState, time: number): void {
    if (pool.token0.role !== 'quote' || pool.token1.role !== 'quote') return;
    if (statesPrice(state)) this.#seen.set(pool.key, { pool, state, time });
  }

  /** Takes in a feed's answer for the native coin, wrapped or not: 10^−12 dollars, and when it held. */
  observeNativeFeed(price: bigint, time: number): void {
    if (price > 0n && time >= (this.#nativeFeed?.time ?? 0)) this.#nativeFeed = { price, time };
  }

  /** The price of a quote token at a moment, by what was observed before it. */
  priceAt(token: PricedToken, time: number): QuotePrice {
    if (token.peg === 'native') return this.#native(token, time);
    if (token.peg !== 'usd') return this.#traded(token, time, 'quote-pool', (other) => other.peg === 'usd');
    if (token.key === this.#measure) return { price: USD_SCALE, source: 'stable' };
    const traded = this.#traded(token, time, 'stable-depegged', (other) => other.key === this.#measure);
    const off = traded.price === null ? 0n : traded.price - USD_SCALE;
    return off > BAND || off < -BAND ? traded : { price: USD_SCALE, source: 'stable' };
  }

  /** What it trades at where it trades in depth, else what its feed says. */
  #native(token: PricedToken, time: number): QuotePrice {
    const traded = this.#traded(token, time, 'quote-pool', (other) => other.peg === 'usd');
    const feed = this.#nativeFeed;
    if (traded.price !== null || feed === null || time - feed.time > FEED_HEARTBEAT_SECONDS) return traded;
    return { price: feed.price, source: 'feed' };
  }

  /** The price in the deepest fresh pool against a token that counts as a dollar. */
  #traded(
    token: PricedToken,
    time: number,
    source: PriceSource,
    isDollar: (other: PricedToken) => boolean,
  ): QuotePrice {
    let best: { depth: bigint; seen: Seen } | null = null;
    let [thin, stale] = [false, false];
    for (const seen of this.#seen.values()) {
      const { pool, state } = seen;
      const side = pool.token0.key === token.key ? 1 : pool.token1.key === token.key ? 0 : null;
      const dollar = side === 1 ? pool.token1 : pool.token0;
      if (side === null || !isDollar(dollar) || dollar.decimals === null) continue;
      if (poolRatio(state, pool.resolution) === null) continue;
      const depth = usdValue(virtualReserve(state, side, pool.resolution), dollar.decimals, USD_SCALE);
      if (depth < THINNEST_USD) thin = true;
      else if (time - seen.time > STALE_AFTER_SECONDS) stale = true;
      else if (best === null || depth > best.depth || (depth === best.depth && pool.key < best.seen.pool.key)) {
        best = { depth, seen };
      }
    }
    const price = best === null ? null : dollarsPerToken(token, best.seen);
    if (price !== null) return { price, source };
    return { price, reason: stale ? 'stale-quote-price' : thin ? 'thin-quote-pool' : 'no-quote-pool' };
  }
}

function dollarsPerToken(token: PricedToken, { pool, state }: Seen): bigint | null {
  const ratio = poolRatio(state, pool.resolution);
  const { token0, token1 } = pool;
  if (ratio === null || token0.decimals === null || token1.decimals === null) return null;
  const [ten0, ten1] = [10n ** BigInt(token0.decimals), 10n ** BigInt(token1.decimals)];
  const price =
    token.key === token0.key
      ? roundedDiv(ratio.numerator * ten0 * USD_SCALE, ratio.denominator * ten1)
      : roundedDiv(ratio.denominator * ten1 * USD_SCALE, ratio.numerator * ten0);
  return price > 0n ? price : null;
}

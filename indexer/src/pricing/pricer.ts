import type { CurveState, Fill, PriceSource } from '@tokentape/core/facts/facts.ts';
import { roundedDiv, usdOf, usdText, usdValue } from '@tokentape/core/liquidity/usd.ts';
import { type PricedPool, type PricedToken, virtualReserve } from '@tokentape/core/pricing/priced-pool.ts';
import { type QuotePrice, QuotePrices } from '@tokentape/core/pricing/quote-prices.ts';

/** What pricing adds to a fill: an exact decimal string of at most 12 places, or the reason why there is none. */
export interface Priced {
  amountUsd: string | null;
  priceSource: PriceSource | null;
  unpricedReason: string | null;
}

/** A price of a quote token that was fixed for a minute. */
export interface MinutePrice {
  token: number;
  /** Unix seconds, start of the minute. */
  minute: number;
  priceUsd: string;
  source: PriceSource;
}

/** The raw amounts of a fill, which is all that valuing it needs. */
export type FillAmounts = Pick<Fill, 'soldRaw' | 'boughtRaw' | 'after'> & { soldKey: number };

interface StockPrice {
  usd: bigint;
  raw: bigint;
  depthUsd: bigint;
}

const unpriced = (reason: string): Priced => ({ amountUsd: null, priceSource: null, unpricedReason: reason });

/**
 * Values fills in order of position. Its answers depend on the facts before each fill and on nothing else: not on batch
 * sizes, not on the clock. `price` reads, `observe` takes the fill in afterwards.
 */
export class Pricer {
  readonly quotes: QuotePrices;
  readonly #minutes = new Map<number, MinutePrice>();
  readonly #stocks = new Map<number, StockPrice>();
  #fixed: MinutePrice[] = [];

  constructor(measure: number | null) {
    this.quotes = new QuotePrices(measure);
  }

  /** Values a fill by everything observed before it. */
  price(pool: PricedPool, fill: FillAmounts, time: number): Priced {
    const soldIs0 = fill.soldKey === pool.token0.key;
    const [raw0, raw1] = soldIs0 ? [fill.soldRaw, fill.boughtRaw] : [fill.boughtRaw, fill.soldRaw];
    const side = quoteSide(pool);
    if (side !== null) {
      const [token, raw] = side === 0 ? [pool.token0, raw0] : [pool.token1, raw1];
      return this.quoteValue(token, raw, time);
    }
    if (pool.token0.role === 'stock' && pool.token1.role === 'stock') return this.#byStock(pool, raw0, raw1);
    return unpriced('quote-not-registered');
  }

  /** Takes in a priced fill; the next ones see it. */
  observe(pool: PricedPool, fill: FillAmounts, priced: Priced, time: number): void {
    if (fill.after !== null) this.quotes.observe(pool, fill.after, time);
    this.observeStock(pool, fill, priced);
  }

  /** The part of `observe` that remembers what a stock was worth. */
  observeStock(pool: PricedPool, fill: FillAmounts, priced: Priced): void {
    const side = quoteSide(pool);
    const stock = side === 0 ? pool.token1 : pool.token0;
    if (side === null || stock.role !== 'stock' || priced.amountUsd === null) return;
    const soldIsStock = fill.soldKey === stock.key;
    const [stockRaw, quoteRaw] = soldIsStock ? [fill.soldRaw, fill.boughtRaw] : [fill.boughtRaw, fill.soldRaw];
    if (stockRaw <= 0n || quoteRaw <= 0n) return;
    const usd = usdOf(priced.amountUsd);
    const reserve = fill.after === null ? 0n : virtualReserve(fill.after, side, pool.resolution);
    this.#stocks.set(stock.key, { usd, raw: stockRaw, depthUsd: (reserve * usd) / quoteRaw });
  }

  observeState(pool: PricedPool, state: CurveState, time: number): void {
    this.quotes.observe(pool, state, time);
  }

  /** Takes in a feed's answer for a token: exact decimal USD per whole token, and when it held. */
  observeFeed(token: PricedToken, priceUsd: string, time: number): void {
    if (token.peg !== 'native') return;
    const twelvePlaces = priceUsd.replace(/(\.\d{12})\d+$/, '$1');
    this.quotes.observeNativeFeed(usdOf(twelvePlaces), time);
  }

  /** Value of raw units of a stock token by its last priced fill, in 10^−12 dollars; null before the first. */
  stockValue(token: number, raw: bigint): bigint | null {
    const last = this.#stocks.get(token);
    return last ? roundedDiv(raw * last.usd, last.raw) : null;
  }

  /** Prices that were fixed for a minute since the last call: the rows of `reference_price`. */
  takeFixed(): MinutePrice[] {
    const fixed = this.#fixed;
    this.#fixed = [];
    return fixed;
  }

  /** Restores a price that an earlier run fixed. */
  restoreMinute(fixed: MinutePrice): void {
    this.#minutes.set(fixed.token, fixed);
  }

  /** Values raw units of a quote token by everything observed so far. */
  quoteValue(token: PricedToken, raw: bigint, time: number): Priced {
    if (token.decimals === null) return unpriced('decimals-unknown');
    const quote = this.#atMinute(token, time);
    if (quote.price === null) return unpriced(quote.reason);
    const amountUsd = usdText(usdValue(raw, token.decimals, quote.price));
    return { amountUsd, priceSource: quote.source, unpricedReason: null };
  }

  /** A traded price is fixed by the first fill of a minute that needs it, so that a minute has one price. */
  #atMinute(token: PricedToken, time: number): QuotePrice {
    const minute = time - (time % 60);
    const fixed = this.#minutes.get(token.key);
    if (fixed?.minute === minute) return { price: usdOf(fixed.priceUsd), source: fixed.source };
    const quote = this.quotes.priceAt(token, time);
    if (quote.price === null || quote.source === 'stable') return quote;
    const next = { token: token.key, minute, priceUsd: usdText(quote.price), source: quote.source };
    this.#minutes.set(token.key, next);
    this.#fixed.push(next);
    return quote;
  }

  #byStock(pool: PricedPool, raw0: bigint, raw1: bigint): Priced {
    const [last0, last1] = [this.#stocks.get(pool.token0.key), this.#stocks.get(pool.token1.key)];
    const first = last0 !== undefined && (last1 === undefined || last0.depthUsd >= last1.depthUsd);
    const usd = first ? this.stockValue(pool.token0.key, raw0) : this.stockValue(pool.token1.key, raw1);
    if (usd === null) return unpriced('no-stock-price');
    return { amountUsd: usdText(usd), priceSource: 'stock-pool', unpricedReason: null };
  }
}

/** The side whose price values a fill: the dollar coin before other quotes, token 0 before token 1; null without a quote. */
export function quoteSide({ token0, token1 }: PricedPool): 0 | 1 | null {
  if (token0.role === 'quote' && (token0.peg === 'usd' || token1.role !== 'quote' || token1.peg !== 'usd')) return 0;
  return token1.role === 'quote' ? 1 : null;
}

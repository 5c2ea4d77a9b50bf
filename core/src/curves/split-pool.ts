import { type Curve, mathOf } from './curve.ts';
import type { Filled } from './curve-math.ts';
import { depthAt } from './depth.ts';
import type { Ratio } from './ratio.ts';

/** A pool of a ticker, with what makes its raw units comparable with those of the ticker's other pools. */
export interface SplitPool {
  pool: Curve;
  /** Which token counts as money. */
  quote: 0 | 1;
  /** Units of a common money, such as micro-dollars, per raw quote unit. */
  quoteUnit: Ratio;
  /** Units of a common stock, such as 10^-12 shares, per raw stock unit. */
  stockUnit: Ratio;
}

export const times = (a: Ratio, b: Ratio): Ratio => ({
  numerator: a.numerator * b.numerator,
  denominator: a.denominator * b.denominator,
});

export const inverse = ({ numerator, denominator }: Ratio): Ratio => ({
  numerator: denominator,
  denominator: numerator,
});

/** A raw amount in common units, rounded down. */
export const toCommon = (raw: bigint, unit: Ratio): bigint => (raw * unit.numerator) / unit.denominator;

/** Common units as a raw amount, rounded down. */
export const toRaw = (common: bigint, unit: Ratio): bigint => (common * unit.denominator) / unit.numerator;

/** Marginal price in common money per common stock; null when the pool holds nothing to price. */
export function commonMid({ pool, quote, quoteUnit, stockUnit }: SplitPool): Ratio | null {
  const mid = mathOf(pool).mid(pool, quote);
  return mid && times(times(mid, quoteUnit), inverse(stockUnit));
}

/** The token that a taker gives on a side. */
export const soldToken = ({ quote }: SplitPool, side: 'buy' | 'sell'): 0 | 1 =>
  side === 'buy' ? quote : quote === 0 ? 1 : 0;

/** The pool's fill up to a marginal price given in common units. */
export function fillToCommon(entry: SplitPool, side: 'buy' | 'sell', price: Ratio): Filled {
  const raw = times(times(price, entry.stockUnit), inverse(entry.quoteUnit));
  return mathOf(entry.pool).fillTo(entry.pool, soldToken(entry, side), entry.quote === 1 ? raw : inverse(raw));
}

const DEEPEST_BPS = 200;

/** The mid of the pool with the most depth within ±2 %, in common units: what the ticker is held against. Null without depth. */
export function tickerMid(pools: readonly SplitPool[]): Ratio | null {
  let deepest: { depth: bigint; mid: Ratio } | null = null;
  for (const entry of pools) {
    const mid = commonMid(entry);
    if (mid === null) continue;
    const { ask, bid } = depthAt(entry.pool, entry.quote, [DEEPEST_BPS]);
    const depth = toCommon(ask[0]! + bid[0]!, entry.quoteUnit);
    if (depth > (deepest?.depth ?? 0n)) deepest = { depth, mid };
  }
  return deepest?.mid ?? null;
}

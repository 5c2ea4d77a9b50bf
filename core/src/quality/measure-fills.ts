import type { Ratio } from '../curves/ratio.ts';
import { type Decimal, fromRaw } from '../decimal.ts';
import { MARKOUT_SECONDS } from '../metrics/realized-spread.ts';
import { nearest, noQuality, QUALITY_PLACES, type QualitySums } from './quality-sums.ts';

/** A fill seen from the stock side of its pool. */
export interface MeasuredFill {
  /** The taker's. */
  side: 'buy' | 'sell';
  stockRaw: bigint;
  quoteRaw: bigint;
  /** 10^−12 dollars; null when nothing priced it. */
  usd: bigint | null;
}

/** Something that left a pool at a price: a fill, or a state that was stated. */
export interface PoolEvent {
  /** Unix seconds. */
  time: number;
  /** Raw quote per raw stock at the margin after it; null when not stated. */
  priceAfter: Ratio | null;
  fill: MeasuredFill | null;
}

export interface MeasureOptions {
  /** Unix seconds: only fills in [from, until) are measured; events around them only say where the price stood. */
  from: number;
  until: number;
  /** Up to here everything is indexed: a later mid past it is not known yet. */
  knownUntil: number;
  /** Fills are summed by spans of so many seconds. */
  spanSeconds: number;
  /** 10^−12 dollars per raw stock unit of the real share at a moment; null off hours and where it is missing or stale. */
  referenceAt?: (time: number) => Ratio | null;
}

const SCALE = 10n ** BigInt(QUALITY_PLACES);

/**
 * Holds every fill of a pool against the mid just before it and those 1, 5 and 30 minutes later: effective and realized
 * spread, LP markout and price impact as METRICS.md has them, in integers (see `effective-spread.ts`, `realized-spread.ts`,
 * `lp-markout.ts` and `price-impact.ts` for the formulas). Dollars per unit of quote are those of the fill.
 * @param events of one pool in the order of their positions
 * @returns sums by the Unix second at which each span begins
 */
export function measureFills(events: readonly PoolEvent[], options: MeasureOptions): Map<number, QualitySums> {
  const { from, until, knownUntil, spanSeconds, referenceAt } = options;
  const spans = new Map<number, QualitySums>();
  const cursors = MARKOUT_SECONDS.map((seconds) => laterPrices(events, seconds, knownUntil));
  let before: Ratio | null = null;
  for (const [i, { time, priceAfter, fill }] of events.entries()) {
    if (fill !== null && time >= from && time < until) {
      const start = time - (time % spanSeconds);
      const sums = spans.get(start) ?? noQuality(MARKOUT_SECONDS.length);
      spans.set(start, sums);
      sums.fills += 1;
      addImpact(sums, scaledImpact(fill.side, before, priceAfter));
      addAgainst(sums, fill, referenceAt?.(time) ?? null);
      addSpreads(sums, fill, before, (horizon) => cursors[horizon]!(i));
    }
    before = priceAfter;
  }
  return spans;
}

/** Move of the marginal price in the taker's direction, to 18 places; null when a price is not known. */
export function impactShare(side: 'buy' | 'sell', before: Ratio | null, after: Ratio | null): Decimal | null {
  const impact = scaledImpact(side, before, after);
  return impact === null ? null : fromRaw(impact, QUALITY_PLACES);
}

function scaledImpact(side: 'buy' | 'sell', before: Ratio | null, after: Ratio | null): bigint | null {
  if (before === null || after === null) return null;
  const moved = after.numerator * before.denominator - before.numerator * after.denominator;
  return nearest(towards(side, moved) * SCALE, before.numerator * after.denominator);
}

function addImpact(sums: QualitySums, impact: bigint | null): void {
  if (impact === null) return;
  sums.impacts += 1;
  sums.impact += impact;
}

/** 2·d·(dollars paid − dollars at the reference) ÷ the latter: fee, spread, impact and premium in one. */
function addAgainst({ against }: QualitySums, { side, stockRaw, usd }: MeasuredFill, reference: Ratio | null): void {
  if (reference === null || usd === null || usd === 0n || stockRaw === 0n) return;
  const fair = reference.numerator * stockRaw;
  const distance = usd * reference.denominator - fair;
  against.fills += 1;
  against.usd += usd;
  against.spread += nearest(2n * towards(side, distance) * SCALE, fair) * usd;
}

function addSpreads(sums: QualitySums, fill: MeasuredFill, mid: Ratio | null, laterMid: (i: number) => Ratio | null) {
  const { side, stockRaw, quoteRaw, usd } = fill;
  if (mid === null || usd === null || stockRaw === 0n || quoteRaw === 0n) return;
  /** 2·d·(price − other) ÷ mid, 10^−18. */
  const spreadTo = (other: Ratio): bigint => {
    const distance = quoteRaw * other.denominator - other.numerator * stockRaw;
    return nearest(
      2n * towards(side, distance) * mid.denominator * SCALE,
      stockRaw * other.denominator * mid.numerator,
    );
  };
  sums.measured += 1;
  sums.usd += usd;
  sums.spread += spreadTo(mid) * usd;
  for (const [i, own] of sums.later.entries()) {
    const later = laterMid(i);
    if (later === null) continue;
    const gain = towards(side, quoteRaw * later.denominator - later.numerator * stockRaw);
    own.fills += 1;
    own.usd += usd;
    own.spread += spreadTo(later) * usd;
    own.markout += nearest(gain * usd * 10n ** 6n, quoteRaw * later.denominator);
  }
}

/** As it is where the taker bought, turned round where the taker sold. */
const towards = (side: 'buy' | 'sell', value: bigint): bigint => (side === 'buy' ? value : -value);

/** The last price at or before so many seconds after each event; asked in the order of events. */
function laterPrices(events: readonly PoolEvent[], seconds: number, knownUntil: number) {
  let next = 0;
  return (i: number): Ratio | null => {
    const at = events[i]!.time + seconds;
    if (at > knownUntil) return null;
    next = Math.max(next, i);
    while (next + 1 < events.length && events[next + 1]!.time <= at) next += 1;
    return events[next]!.priceAfter;
  };
}

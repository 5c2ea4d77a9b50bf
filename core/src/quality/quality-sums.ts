import { type Decimal, fromRaw } from '../decimal.ts';

/** Places of every share and amount that the sums keep. */
export const QUALITY_PLACES = 18;

/** What stood so many seconds after the fills. */
export interface LaterSums {
  /** Fills whose later mid is known. */
  fills: number;
  /** Σ of their dollars, 10^−12. */
  usd: bigint;
  /** Σ share · usd, 10^−30. */
  spread: bigint;
  /** Σ gain of the pool in dollars, 10^−18. */
  markout: bigint;
}

/** Fills held against the price of the real share. */
export interface AgainstSums {
  fills: number;
  /** Σ of their dollars, 10^−12. */
  usd: bigint;
  /** Σ share · usd, 10^−30. */
  spread: bigint;
}

/** Additive sums of fills held against mids: pools, hours and days add up, and ratios are divided at the end. */
export interface QualitySums {
  /** All fills. */
  fills: number;
  /** Of them with a mid before, a price and a value. */
  measured: number;
  /** Σ dollars of the measured ones, 10^−12. */
  usd: bigint;
  /** Σ share · usd, 10^−30. */
  spread: bigint;
  /** In the order of `MARKOUT_SECONDS`. */
  later: LaterSums[];
  /** Fills in the regular session with a value and a fresh reference. */
  against: AgainstSums;
  /** Fills whose marginal price is known before and after. */
  impacts: number;
  /** Σ share, 10^−18. */
  impact: bigint;
}

/** Sums of no fill. */
export const noQuality = (horizons: number): QualitySums => ({
  fills: 0,
  measured: 0,
  usd: 0n,
  spread: 0n,
  later: Array.from({ length: horizons }, () => ({ fills: 0, usd: 0n, spread: 0n, markout: 0n })),
  against: { fills: 0, usd: 0n, spread: 0n },
  impacts: 0,
  impact: 0n,
});

/** Adds `part` to `total` in place. */
export function addQuality(total: QualitySums, part: QualitySums): void {
  total.fills += part.fills;
  total.measured += part.measured;
  total.usd += part.usd;
  total.spread += part.spread;
  total.impacts += part.impacts;
  total.impact += part.impact;
  total.against.fills += part.against.fills;
  total.against.usd += part.against.usd;
  total.against.spread += part.against.spread;
  for (const [i, own] of part.later.entries()) {
    const later = total.later[i]!;
    later.fills += own.fills;
    later.usd += own.usd;
    later.spread += own.spread;
    later.markout += own.markout;
  }
}

/** The means that sums stand for; null where nothing was measured. */
export interface QualityShares {
  effectiveSpread: Decimal | null;
  /** The effective spread against the reference instead of the mid. */
  allInCost: Decimal | null;
  priceImpact: Decimal | null;
  later: { realizedSpread: Decimal | null; markoutUsd: Decimal | null; fills: number }[];
}

/** Divides the sums: spreads weighted by dollars, impact by fill, markouts as they add up. */
export function qualityShares({ usd, spread, later, against, impacts, impact }: QualitySums): QualityShares {
  return {
    effectiveSpread: mean(spread, usd),
    allInCost: mean(against.spread, against.usd),
    priceImpact: mean(impact, BigInt(impacts)),
    later: later.map((own) => ({
      realizedSpread: mean(own.spread, own.usd),
      markoutUsd: own.fills === 0 ? null : fromRaw(own.markout, QUALITY_PLACES),
      fills: own.fills,
    })),
  };
}

/** a ÷ b to the nearest integer, halves away from zero; b > 0. */
export const nearest = (a: bigint, b: bigint): bigint => (a < 0n ? 2n * a - b : 2n * a + b) / (2n * b);

const mean = (total: bigint, weight: bigint): Decimal | null =>
  weight === 0n ? null : fromRaw(nearest(total, weight), QUALITY_PLACES);

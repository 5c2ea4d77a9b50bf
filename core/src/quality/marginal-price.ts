import { binPrice } from '../curves/bin-price.ts';
import { CurveError } from '../curves/curve-error.ts';
import type { Ratio } from '../curves/ratio.ts';
import { stableCurve } from '../curves/stable-curve.ts';
import type { CurveState } from '../facts/facts.ts';
import { poolRatio } from '../pricing/priced-pool.ts';

/** What turns a state of a pool into its marginal price. */
export interface PriceTerms {
  curve: string;
  /** Fraction bits of square-root prices: 96 on EVM chains, 64 on Solana. */
  resolution: 96 | 64;
  /** The bin step of a liquidity book. */
  tickSpacing: number | null;
  /** Which token is the stock; the other is the quote. */
  stock: 0 | 1;
  /** Of both tokens, which a stable curve counts in; null where nobody knows. */
  decimals: readonly [number | null, number | null];
}

/**
 * Raw quote per raw stock at the margin, exact; of a liquidity book the price of its active bin. Null where the state does
 * not say, and for curves whose price does not follow from one state.
 */
export function marginalPrice(state: CurveState, terms: PriceTerms): Ratio | null {
  const price = pricesOf[terms.curve]?.(state, terms) ?? null;
  if (price === null || terms.stock === 0) return price;
  return { numerator: price.denominator, denominator: price.numerator };
}

/** Raw token 1 per raw token 0 by the shape of the curve. */
const pricesOf: Record<string, (state: CurveState, terms: PriceTerms) => Ratio | null> = {
  concentrated: (state, { resolution }) => poolRatio({ ...state, reserve0: null, reserve1: null }, resolution),
  'constant-product': (state, { resolution }) => poolRatio({ ...state, sqrtPrice: null }, resolution),
  stable: ofStable,
  bins: ({ tick }, { tickSpacing }) => (tick === null || tickSpacing === null ? null : ofBin(tick, tickSpacing)),
};

function ofStable({ reserve0, reserve1 }: CurveState, { decimals: [decimals0, decimals1] }: PriceTerms): Ratio | null {
  if (reserve0 === null || reserve1 === null || decimals0 === null || decimals1 === null) return null;
  return stableCurve.mid({ reserve0, reserve1, decimals0, decimals1, feePips: 0 }, 1);
}

/** Null of a bin so far out that its price has no bits left. */
function ofBin(id: number, step: number): Ratio | null {
  try {
    return { numerator: binPrice(id, step), denominator: 1n << 64n };
  } catch (error) {
    if (error instanceof CurveError) return null;
    throw error;
  }
}

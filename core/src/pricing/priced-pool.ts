import type { CurveState } from '../facts/facts.ts';

/** What pricing needs to know of a token. */
export interface PricedToken {
  key: number;
  role: 'stock' | 'quote' | 'other';
  decimals: number | null;
  /** Quote tokens only. */
  peg: 'usd' | 'native' | 'none' | null;
}

/** What pricing needs to know of a pool. */
export interface PricedPool {
  key: number;
  token0: PricedToken;
  token1: PricedToken;
  /** Fraction bits of its square-root prices: 96 on EVM chains, 64 on Solana. */
  resolution: 96 | 64;
}

/** Raw token 1 per raw token 0, exact; null when the state does not say. */
export function poolRatio(state: CurveState, resolution: 96 | 64): { numerator: bigint; denominator: bigint } | null {
  if (state.sqrtPrice !== null && state.sqrtPrice > 0n) {
    return { numerator: state.sqrtPrice * state.sqrtPrice, denominator: 1n << BigInt(2 * resolution) };
  }
  const { reserve0, reserve1 } = state;
  if (reserve0 === null || reserve1 === null || reserve0 <= 0n || reserve1 <= 0n) return null;
  return { numerator: reserve1, denominator: reserve0 };
}

/**
 * Raw units of one side that the pool would hold if its curve at the current price went on for ever: the measure by which
 * pools are compared when a price is taken from the deepest. Zero when the state does not say.
 */
export function virtualReserve(state: CurveState, side: 0 | 1, resolution: 96 | 64): bigint {
  if (state.sqrtPrice !== null && state.sqrtPrice > 0n && state.liquidity !== null) {
    const one = 1n << BigInt(resolution);
    return side === 1 ? (state.liquidity * state.sqrtPrice) / one : (state.liquidity * one) / state.sqrtPrice;
  }
  return (side === 0 ? state.reserve0 : state.reserve1) ?? 0n;
}

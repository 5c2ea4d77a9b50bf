import type { ConcentratedPool } from '@tokentape/core/curves/concentrated.ts';
import { type FillQuote, isConcentrated, type MarketCurve, quoteCurve, rawPrice } from './curves.ts';
import type { MarketToken } from './token.ts';

export type EvmVenue = 'uniswap-v3' | 'uniswap-v4' | 'aerodrome-slipstream';
export type SolanaVenue = 'raydium-clmm' | 'orca-whirlpool' | 'raydium-cpmm' | 'meteora-dlmm' | 'meteora-damm-v2';
export type Venue = EvmVenue | SolanaVenue;

/** A pool of the sample market: the real curve, and the reserves that its vaults hold. */
export interface MarketPool {
  venue: Venue;
  address: string;
  token0: MarketToken;
  token1: MarketToken;
  curve: MarketCurve;
  reserve0: bigint;
  reserve1: bigint;
  /** Of a liquidity book, the shares that each bin gave to its one position. */
  shares?: Map<number, bigint>;
  /** Unix milliseconds. */
  createdAt: number;
}

/** One fill as executed. */
export interface ExecutedFill {
  pool: MarketPool;
  sell: 0 | 1;
  amountIn: bigint;
  amountOut: bigint;
  feeRaw: bigint;
  before: MarketCurve;
  after: MarketCurve;
  /** Vault balances before the fill. */
  reserve0: bigint;
  reserve1: bigint;
}

export const tokenIn = ({ pool, sell }: Pick<ExecutedFill, 'pool' | 'sell'>): MarketToken =>
  sell === 0 ? pool.token0 : pool.token1;
export const tokenOut = ({ pool, sell }: Pick<ExecutedFill, 'pool' | 'sell'>): MarketToken =>
  sell === 0 ? pool.token1 : pool.token0;

/** Whether selling this token means selling token 0 or token 1. */
export function sideOf(pool: MarketPool, sold: MarketToken): 0 | 1 {
  return pool.token0 === sold ? 0 : 1;
}

/** The other token of a pool. */
export function otherToken(pool: MarketPool, token: MarketToken): MarketToken {
  return pool.token0 === token ? pool.token1 : pool.token0;
}

/** What an exact input would give; undefined when the curve cannot fill it whole. */
export function quoteIn(pool: MarketPool, sell: 0 | 1, exactIn: bigint): FillQuote | undefined {
  return exactIn <= 0n ? undefined : quoteCurve(pool.curve, sell, { exactIn });
}

/** What an exact output would take; undefined when the curve cannot fill it whole. */
export function quoteOut(pool: MarketPool, sell: 0 | 1, exactOut: bigint): FillQuote | undefined {
  return exactOut <= 0n ? undefined : quoteCurve(pool.curve, sell, { exactOut });
}

/** Moves the pool along its curve. Throws when a reserve would not cover what goes out. */
export function applyFill(pool: MarketPool, sell: 0 | 1, quote: FillQuote): ExecutedFill {
  const { amountIn, amountOut, feeRaw, after } = quote;
  const { reserve0, reserve1, curve: before } = pool;
  pool.reserve0 += sell === 0 ? amountIn : -amountOut;
  pool.reserve1 += sell === 0 ? -amountOut : amountIn;
  if (pool.reserve0 < 0n || pool.reserve1 < 0n) throw new Error(`Pool ${pool.address} would pay more than it holds.`);
  pool.curve = after;
  return { pool, sell, amountIn, amountOut, feeRaw, before, after, reserve0, reserve1 };
}

/** Marginal price of token 0 in token 1, in whole units. A float: it steers the players and is never booked. */
export function midPrice({ curve, token0, token1 }: MarketPool): number {
  return rawPrice(curve) * 10 ** (token0.decimals - token1.decimals);
}

/** The curve of a concentrated pool. Throws for any other. */
export function concentrated(curve: MarketCurve): ConcentratedPool {
  if (!isConcentrated(curve)) throw new Error('The pool is not concentrated.');
  return curve;
}

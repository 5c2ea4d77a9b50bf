import { type ConcentratedPool, type Quote, swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import type { MarketToken } from './token.ts';

/** A pool of the sample market: the real curve, and the reserves that its vaults hold. */
export interface MarketPool {
  address: string;
  token0: MarketToken;
  token1: MarketToken;
  curve: ConcentratedPool;
  reserve0: bigint;
  reserve1: bigint;
  /** Unix milliseconds. */
  createdAt: number;
}

/** One fill as executed. */
export interface ExecutedFill {
  pool: MarketPool;
  sell: 0 | 1;
  amountIn: bigint;
  amountOut: bigint;
  after: { sqrtPrice: bigint; liquidity: bigint; tick: number };
  /** Reserves before the fill. */
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
export function quoteIn(pool: MarketPool, sell: 0 | 1, exactIn: bigint): Quote | undefined {
  if (pool.curve.ticks.length === 0 || exactIn <= 0n) return undefined;
  const quote = swapConcentrated(pool.curve, { sell, exactIn });
  return quote.partial || quote.amountOut === 0n ? undefined : quote;
}

/** What an exact output would take; undefined when the curve cannot fill it whole. */
export function quoteOut(pool: MarketPool, sell: 0 | 1, exactOut: bigint): Quote | undefined {
  if (pool.curve.ticks.length === 0 || exactOut <= 0n) return undefined;
  const quote = swapConcentrated(pool.curve, { sell, exactOut });
  return quote.partial || quote.amountIn === 0n ? undefined : quote;
}

/** Moves the pool along its curve. Throws when a reserve would not cover what goes out. */
export function applyFill(pool: MarketPool, sell: 0 | 1, quote: Quote): ExecutedFill {
  const { amountIn, amountOut, sqrtPriceAfter, tickAfter, liquidityAfter } = quote;
  const { reserve0, reserve1 } = pool;
  pool.reserve0 += sell === 0 ? amountIn : -amountOut;
  pool.reserve1 += sell === 0 ? -amountOut : amountIn;
  if (pool.reserve0 < 0n || pool.reserve1 < 0n) throw new Error(`Pool ${pool.address} would pay more than it holds.`);
  pool.curve = { ...pool.curve, sqrtPrice: sqrtPriceAfter, tick: tickAfter, liquidity: liquidityAfter };
  const after = { sqrtPrice: sqrtPriceAfter, liquidity: liquidityAfter, tick: tickAfter };
  return { pool, sell, amountIn, amountOut, after, reserve0, reserve1 };
}

/** Marginal price of token 0 in token 1, in whole units. A float: it steers the players and is never booked. */
export function midPrice({ curve, token0, token1 }: MarketPool): number {
  const root = Number(curve.sqrtPrice) / 2 ** curve.resolution;
  return root * root * 10 ** (token0.decimals - token1.decimals);
}

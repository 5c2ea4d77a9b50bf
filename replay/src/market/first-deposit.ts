import { binPrice } from '@tokentape/core/curves/bin-price.ts';
import type { BinPool } from '@tokentape/core/curves/bins.ts';
import { type RangePool, rangeAmount0, rangeAmount1 } from '@tokentape/core/curves/range.ts';
import type { MarketPool } from './pool.ts';
import type { MarketToken } from './token.ts';

/** A pool that is funded at once, with both tokens worth the same, and the deposit that does it. */
export interface FundedPool {
  pool: MarketPool;
  amount0: bigint;
  amount1: bigint;
}

interface Terms {
  address: string;
  token0: MarketToken;
  token1: MarketToken;
  /** Token 0 in whole units of token 1. */
  price: number;
  /** Value of one side of the deposit, in whole units of token 1. */
  side: number;
  createdAt: number;
}

/** A constant-product pool of Raydium's CPMM. */
export function productPool({ address, token0, token1, price, side, createdAt }: Terms, feePips: number): FundedPool {
  const amount0 = rawOf(side / price, token0);
  const amount1 = rawOf(side, token1);
  const curve = { reserve0: amount0, reserve1: amount1, feePips, feeRule: 'ceiling' as const };
  return {
    pool: { venue: 'raydium-cpmm', address, token0, token1, curve, reserve0: 0n, reserve1: 0n, createdAt },
    amount0,
    amount1,
  };
}

/** Square-root prices, with 64 fractional bits, between which the sample's DAMM v2 pools quote: a quarter and four times the first. */
const ROOM = 2n;

/** A pool of Meteora's DAMM v2 over one range, whose fee is always taken from token 1. */
export function rangePool({ address, token0, token1, price, side, createdAt }: Terms, feePips: number): FundedPool {
  const raw = price * 10 ** (token1.decimals - token0.decimals);
  const sqrtPrice = BigInt(Math.floor(Math.sqrt(raw) * 2 ** 52)) << 12n;
  const [sqrtLow, sqrtHigh] = [sqrtPrice / ROOM, sqrtPrice * ROOM];
  const liquidity = (rawOf(side, token1) << 128n) / (sqrtPrice - sqrtLow);
  const fee = { nano: feePips * 1_000, on: 'token1' as const };
  const curve: RangePool = { sqrtPrice, liquidity, sqrtLow, sqrtHigh, fee };
  return {
    pool: { venue: 'meteora-damm-v2', address, token0, token1, curve, reserve0: 0n, reserve1: 0n, createdAt },
    amount0: rangeAmount0(sqrtPrice, sqrtHigh, liquidity, true),
    amount1: rangeAmount1(sqrtLow, sqrtPrice, liquidity, true),
  };
}

/** Bins on each side of the active one that a book is spread over. */
const BINS_EACH_SIDE = 24;
const SHARES = 10_000n;

/** A book of Meteora's DLMM, spread evenly over bins, without a variable fee. */
export function bookPool({ address, token0, token1, price, side, createdAt }: Terms, binStep: number): FundedPool {
  const raw = price * 10 ** (token1.decimals - token0.decimals);
  const activeId = Math.floor(Math.log(raw) / Math.log(1 + binStep / 10_000));
  // Deposits are whole multiples of the shares, so that every bin's part is exact.
  const amount0 = (rawOf(side / price, token0) / SHARES) * SHARES;
  const amount1 = (rawOf(side, token1) / SHARES) * SHARES;
  const share = SHARES / BigInt(BINS_EACH_SIDE + 1);
  const own = SHARES - share * BigInt(BINS_EACH_SIDE);
  const bins = Array.from({ length: 2 * BINS_EACH_SIDE + 1 }, (_, step) => {
    const offset = step - BINS_EACH_SIDE;
    const part = offset === 0 ? own : share;
    return {
      id: activeId + offset,
      amount0: offset >= 0 ? (amount0 / SHARES) * part : 0n,
      amount1: offset <= 0 ? (amount1 / SHARES) * part : 0n,
    };
  });
  const fee = {
    baseFactor: 10_000,
    baseFeePowerFactor: 0,
    variableFeeControl: 0,
    maxVolatilityAccumulator: 0,
    volatilityReference: 0,
    indexReference: activeId,
  };
  const curve: BinPool = { activeId, binStep, bins, fee };
  if (binPrice(activeId, binStep) <= 0n) throw new Error(`No price in bin ${activeId}.`);
  // The first deposit into a bin gets its value in token 1 as shares, with 64 fractional bits.
  const shares = new Map(
    bins.map((bin) => [bin.id, binPrice(bin.id, binStep) * bin.amount0 + (bin.amount1 << 64n)] as const),
  );
  return {
    pool: { venue: 'meteora-dlmm', address, token0, token1, curve, reserve0: 0n, reserve1: 0n, shares, createdAt },
    amount0,
    amount1,
  };
}

function rawOf(amount: number, { decimals }: MarketToken): bigint {
  return (BigInt(Math.round(amount * 1e6)) * 10n ** BigInt(decimals)) / 1_000_000n;
}

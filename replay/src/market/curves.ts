import { binPrice } from '@tokentape/core/curves/bin-price.ts';
import { type BinPool, swapBins } from '@tokentape/core/curves/bins.ts';
import { type ConcentratedPool, swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import { type ConstantProductPool, swapConstantProduct } from '@tokentape/core/curves/constant-product.ts';
import { ceilDiv } from '@tokentape/core/curves/integer.ts';
import {
  feeOnInput,
  type RangePool,
  rangeAmount0,
  rangeAmount1,
  swapRange,
  withRangeFee,
} from '@tokentape/core/curves/range.ts';

/** The state of a pool's curve, whichever shape it has. */
export type MarketCurve = ConcentratedPool | ConstantProductPool | BinPool | RangePool;

/** What a pool would give, and where that would leave it. */
export interface FillQuote {
  amountIn: bigint;
  amountOut: bigint;
  feeRaw: bigint;
  after: MarketCurve;
}

export type Amount = { exactIn: bigint } | { exactOut: bigint };

/** Share of a Raydium CPMM's trade fee that leaves the curve for the protocol and the fund, in 1e-6. */
const CPMM_PROTOCOL_SHARE = 120_000n;
const CPMM_FUND_SHARE = 40_000n;
const MILLION = 1_000_000n;

export const isConcentrated = (curve: MarketCurve): curve is ConcentratedPool => 'ticks' in curve;
export const isBins = (curve: MarketCurve): curve is BinPool => 'bins' in curve;
export const isRange = (curve: MarketCurve): curve is RangePool => 'sqrtLow' in curve;

/** Quotes an amount; undefined when the curve cannot fill it whole. */
export function quoteCurve(curve: MarketCurve, sell: 0 | 1, amount: Amount): FillQuote | undefined {
  if (isConcentrated(curve)) return curve.ticks.length === 0 ? undefined : quoteConcentrated(curve, sell, amount);
  if (isRange(curve)) return quoteRange(curve, sell, amount);
  return isBins(curve) ? quoteBins(curve, sell, amount) : quoteProduct(curve, sell, amount);
}

/** Raw token 1 per raw token 0. A float: it steers the players and is never booked. */
export function rawPrice(curve: MarketCurve): number {
  if (isConcentrated(curve)) return (Number(curve.sqrtPrice) / 2 ** curve.resolution) ** 2;
  if (isRange(curve)) return (Number(curve.sqrtPrice) / 2 ** 64) ** 2;
  if (isBins(curve)) return Number(binPrice(curve.activeId, curve.binStep)) / 2 ** 64;
  return Number(curve.reserve1) / Number(curve.reserve0);
}

function quoteConcentrated(curve: ConcentratedPool, sell: 0 | 1, amount: Amount): FillQuote | undefined {
  const { amountIn, amountOut, feeRaw, sqrtPriceAfter, tickAfter, liquidityAfter, partial } = swapConcentrated(curve, {
    sell,
    ...amount,
  });
  if (partial || amountOut === 0n) return undefined;
  const after = { ...curve, sqrtPrice: sqrtPriceAfter, tick: tickAfter, liquidity: liquidityAfter };
  return { amountIn, amountOut, feeRaw, after };
}

function quoteRange(curve: RangePool, sell: 0 | 1, amount: Amount): FillQuote | undefined {
  if ('exactOut' in amount) return quoteRangeOut(curve, sell, amount.exactOut);
  const { amountIn, amountOut, feeRaw, sqrtPriceAfter, partial } = swapRange(curve, sell, amount.exactIn);
  if (partial || amountOut === 0n) return undefined;
  return { amountIn, amountOut, feeRaw, after: { ...curve, sqrtPrice: sqrtPriceAfter } };
}

/** The program's exact output: the price moves until it covers what is wanted, the input is rounded up. */
function quoteRangeOut(curve: RangePool, sell: 0 | 1, exactOut: bigint): FillQuote | undefined {
  const { sqrtPrice, liquidity, sqrtLow, sqrtHigh, fee } = curve;
  const onInput = feeOnInput(curve, sell);
  const gross = onInput ? exactOut : withRangeFee(exactOut, fee);
  const left = liquidity - gross * sqrtPrice;
  if (sell === 1 && left <= 0n) return undefined;
  const after = sell === 0 ? sqrtPrice - ceilDiv(gross << 128n, liquidity) : ceilDiv(liquidity * sqrtPrice, left);
  if (after < sqrtLow || after > sqrtHigh) return undefined;
  const net =
    sell === 0 ? rangeAmount0(after, sqrtPrice, liquidity, true) : rangeAmount1(sqrtPrice, after, liquidity, true);
  const amountIn = onInput ? withRangeFee(net, fee) : net;
  const feeRaw = onInput ? amountIn - net : ceilDiv(net * (gross - exactOut), gross);
  return { amountIn, amountOut: exactOut, feeRaw, after: { ...curve, sqrtPrice: after } };
}

function quoteProduct(curve: ConstantProductPool, sell: 0 | 1, amount: Amount): FillQuote | undefined {
  const { amountIn, amountOut, feeRaw, reserve0, reserve1, partial } = swapConstantProduct(curve, { sell, ...amount });
  if (partial || amountOut === 0n) return undefined;
  const apart = (feeRaw * CPMM_PROTOCOL_SHARE) / MILLION + (feeRaw * CPMM_FUND_SHARE) / MILLION;
  const after = {
    ...curve,
    reserve0: sell === 0 ? reserve0 - apart : reserve0,
    reserve1: sell === 1 ? reserve1 - apart : reserve1,
  };
  return { amountIn, amountOut, feeRaw, after };
}

function quoteBins(curve: BinPool, sell: 0 | 1, amount: Amount): FillQuote | undefined {
  const { amountIn, amountOut, feeRaw, activeIdAfter, touched, partial } = swapBins(curve, { sell, ...amount });
  if (partial || amountOut === 0n) return undefined;
  const changed = new Map(touched.map((bin) => [bin.id, bin]));
  const bins = curve.bins.map((bin) => changed.get(bin.id) ?? bin);
  return { amountIn, amountOut, feeRaw, after: { ...curve, activeId: activeIdAfter, bins } };
}

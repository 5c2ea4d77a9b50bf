import { compare } from '@tokentape/core/decimal.ts';
import type { PoolLiquidity } from './api/types.ts';

/** A slippage, or null with the largest amount that could be filled. */
export interface FillableSlippage {
  share: string | null;
  fillableUsd: string | null;
}

const UNKNOWN: FillableSlippage = { share: null, fillableUsd: null };

function lesser(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return null;
  return compare(a, b) < 0 ? a : b;
}

/** Depth within `delta` on the thinner side, in USD; null when a side is not known. */
export function thinnerDepth(liquidity: PoolLiquidity | null | undefined, delta: number): string | null {
  const at = liquidity?.depth.find((depth) => Number(depth.delta) === delta);
  return at ? lesser(at.askUsd, at.bidUsd) : null;
}

/** Slippage of a trade of `sizeUsd` on the dearer side; null with what the side that cannot fill it could fill. */
export function dearerSlippage(liquidity: PoolLiquidity | null | undefined, sizeUsd: number): FillableSlippage {
  const at = liquidity?.slippage.find((slippage) => slippage.sizeUsd === sizeUsd);
  if (!liquidity || !at) return UNKNOWN;
  const { buy, sell } = at;
  if (buy !== null && sell !== null) return { share: compare(buy, sell) > 0 ? buy : sell, fillableUsd: null };
  const { buyFillableUsd, sellFillableUsd } = liquidity;
  if (buy !== null) return { share: null, fillableUsd: sellFillableUsd };
  if (sell !== null) return { share: null, fillableUsd: buyFillableUsd };
  return { share: null, fillableUsd: lesser(buyFillableUsd, sellFillableUsd) };
}

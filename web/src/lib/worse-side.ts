import { compare } from '@tokentape/core/decimal.ts';
import type { PoolLiquidity } from './api/types.ts';
import type { SlippageValue } from './slippage-text.ts';

const NONE: SlippageValue = { share: null, impact: null, fillableUsd: null };

function lesser(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return null;
  return compare(a, b) < 0 ? a : b;
}

function greater(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return null;
  return compare(a, b) > 0 ? a : b;
}

/** Depth within `delta` on the thinner side, in USD; null when a side is not known. */
export function thinnerDepth(liquidity: PoolLiquidity | null | undefined, delta: number): string | null {
  const at = liquidity?.depth.find((depth) => Number(depth.delta) === delta);
  return at ? lesser(at.askUsd, at.bidUsd) : null;
}

const isFilled = ({ share, impact }: SlippageValue): boolean => share !== null || impact !== null;

/** Slippage of a trade of `sizeUsd` on the dearer side; a side that cannot fill it is the dearer one, and without a curve nothing is known. */
export function dearerSlippage(liquidity: PoolLiquidity | null | undefined, sizeUsd: number): SlippageValue {
  const at = liquidity?.slippage.find((slippage) => slippage.sizeUsd === sizeUsd);
  if (!liquidity || !at) return { ...NONE, unknown: true };
  const buy = { share: at.buy, impact: at.buyImpact, fillableUsd: liquidity.buyFillableUsd };
  const sell = { share: at.sell, impact: at.sellImpact, fillableUsd: liquidity.sellFillableUsd };
  if (!isFilled(buy) && !isFilled(sell)) return { ...NONE, fillableUsd: lesser(buy.fillableUsd, sell.fillableUsd) };
  if (!isFilled(buy)) return buy;
  if (!isFilled(sell)) return sell;
  return { share: greater(buy.share, sell.share), impact: greater(buy.impact, sell.impact), fillableUsd: null };
}

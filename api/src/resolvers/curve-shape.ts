import { ratio } from '@tokentape/core/decimal.ts';
import { DEPTH_DELTAS_BPS, SLIPPAGE_SIZES_USD } from '@tokentape/core/metrics/liquidity-grid.ts';

type Values = readonly (string | null)[] | null;

/** Depth at each δ of the grid, null where it is not known. */
export function depthShape(ask: Values, bid: Values) {
  return DEPTH_DELTAS_BPS.map((bps, index) => ({
    delta: ratio(String(bps), '10000'),
    askUsd: ask?.[index] ?? null,
    bidUsd: bid?.[index] ?? null,
  }));
}

/** Slippage at each size of the grid, null where the pool cannot fill it. */
export function slippageShape(buy: Values, sell: Values) {
  return SLIPPAGE_SIZES_USD.map((sizeUsd, index) => ({
    sizeUsd,
    buy: buy?.[index] ?? null,
    sell: sell?.[index] ?? null,
  }));
}

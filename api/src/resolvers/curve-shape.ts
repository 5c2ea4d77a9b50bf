import { minus, ratio } from '@tokentape/core/decimal.ts';
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

export interface SlippageValues {
  buySlippage: Values;
  sellSlippage: Values;
  buyImpact: Values;
  sellImpact: Values;
}

/** Slippage at each size of the grid with its two parts, null where the pool cannot fill it. */
export function slippageShape({ buySlippage, sellSlippage, buyImpact, sellImpact }: SlippageValues) {
  return SLIPPAGE_SIZES_USD.map((sizeUsd, index) => {
    const at = (values: Values) => values?.[index] ?? null;
    const [buy, sell] = [at(buySlippage), at(sellSlippage)];
    const [ofBuy, ofSell] = [at(buyImpact), at(sellImpact)];
    return {
      sizeUsd,
      buy,
      sell,
      buyImpact: ofBuy,
      sellImpact: ofSell,
      buyFee: buy === null || ofBuy === null ? null : minus(buy, ofBuy),
      sellFee: sell === null || ofSell === null ? null : minus(sell, ofSell),
    };
  });
}

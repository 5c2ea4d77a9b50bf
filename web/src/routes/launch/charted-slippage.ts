import type { LaunchTicker } from '#lib/api/launch-query.ts';
import type { TickerSlippage } from '#lib/charts/slippage-per-ticker.ts';
import type { SlippageValue } from '#lib/slippage-text.ts';

/** What the slippage chart shows of a ticker: its buys, or why there is no figure of them. */
export function chartedSlippage(row: LaunchTicker): TickerSlippage {
  const buy = (share: string | null, impact: string | null): SlippageValue => ({
    share,
    impact,
    fillableUsd: null,
    unknown: row.unknownCurves > 0,
  });
  return {
    symbol: row.asset.symbol,
    buy1k: buy(row.buySlippage1k, row.buyImpact1k),
    buy10k: buy(row.buySlippage10k, row.buyImpact10k),
  };
}

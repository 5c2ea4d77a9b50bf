import { sum } from '@tokentape/core/decimal.ts';
import { averageTradeUsd } from '@tokentape/core/metrics/average-trade.ts';
import { unpricedShareOf } from '@tokentape/core/metrics/unpriced-share.ts';
import type { StatsRow } from '../queries/stats.ts';
import type { TraderCounts } from '../traders.ts';

const NONE: StatsRow = {
  volumeUsd: '0',
  volumeInTotalUsd: '0',
  buyUsd: '0',
  sellUsd: '0',
  trades: 0,
  fills: 0,
  transactions: 0,
  passthroughs: 0,
  buys: 0,
  sells: 0,
  unpricedTrades: 0,
};

/**
 * The Stats of a scope.
 * @param row sums; undefined without a trade
 * @param counted which volume: of one ticker, or of a total that counts a stock–stock trade once
 */
export function statsShape(row: StatsRow | undefined, traders: TraderCounts, counted: 'ticker' | 'total') {
  const sums = row ?? NONE;
  return {
    ...sums,
    ...traders,
    volumeUsd: counted === 'ticker' ? sums.volumeUsd : sums.volumeInTotalUsd,
    unpricedShare: unpricedShareOf(sums.unpricedTrades, sums.trades),
    averageTradeUsd: averageTradeUsd(sum([sums.buyUsd, sums.sellUsd]), sums.trades - sums.unpricedTrades),
  };
}

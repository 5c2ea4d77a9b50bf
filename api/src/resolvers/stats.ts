import { sum } from '@tokentape/core/decimal.ts';
import { averageTradeUsd } from '@tokentape/core/metrics/average-trade.ts';
import { unpricedShareOf } from '@tokentape/core/metrics/unpriced-share.ts';
import type { ApiContext } from '../context.ts';
import type { StatsRow } from '../queries/stats.ts';
import { type AdjustedScope, adjustedVolume } from './adjusted-volume.ts';
import { newTradersOf, tradersOf } from './trader-counts.ts';

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
 * @param scope null while nothing is indexed
 */
export function statsShape(row: StatsRow | undefined, scope: AdjustedScope | null) {
  const sums = row ?? NONE;
  const volumeUsd = scope?.counted === 'total' ? sums.volumeInTotalUsd : sums.volumeUsd;
  return {
    ...sums,
    traders: scope ? (_: object, { loaders }: ApiContext) => tradersOf(scope, loaders) : 0,
    newTraders: scope ? (_: object, { loaders }: ApiContext) => newTradersOf(scope, loaders) : 0,
    volumeUsd,
    adjustedVolumeUsd: scope ? adjustedVolume(scope, volumeUsd) : volumeUsd,
    unpricedShare: unpricedShareOf(sums.unpricedTrades, sums.trades),
    averageTradeUsd: averageTradeUsd(sum([sums.buyUsd, sums.sellUsd]), sums.trades - sums.unpricedTrades),
  };
}

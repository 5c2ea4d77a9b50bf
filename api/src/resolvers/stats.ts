import { sum } from '@tokentape/core/decimal.ts';
import { averageTradeUsd } from '@tokentape/core/metrics/average-trade.ts';
import { medianTradeUsd } from '@tokentape/core/metrics/median-trade.ts';
import { netFlowUsd } from '@tokentape/core/metrics/net-flow.ts';
import { turnoverOf } from '@tokentape/core/metrics/turnover.ts';
import { unpricedShareOf } from '@tokentape/core/metrics/unpriced-share.ts';
import type { ApiContext } from '../context.ts';
import type { MiddleTrades } from '../queries/median-trade.ts';
import type { StatsRow } from '../queries/stats.ts';
import { returningTraders } from '../returning-traders.ts';
import { type AdjustedScope, adjustedVolume } from './adjusted-volume.ts';
import { meanTvlOf } from './mean-tvl.ts';
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
 * The Stats of a scope of tokens; what costs a statement of its own is only read when it is asked for.
 * @param row sums; undefined without a trade
 * @param scope null while nothing is indexed
 */
export function statsShape(row: StatsRow | undefined, scope: AdjustedScope | null) {
  const sums = row ?? NONE;
  const volumeUsd = scope?.counted === 'total' ? sums.volumeInTotalUsd : sums.volumeUsd;
  return {
    ...sums,
    volumeUsd,
    adjustedVolumeUsd: scope ? adjustedVolume(scope, volumeUsd) : volumeUsd,
    netFlowUsd: netFlowUsd(sums.buyUsd, sums.sellUsd),
    unpricedShare: unpricedShareOf(sums.unpricedTrades, sums.trades),
    averageTradeUsd: averageTradeUsd(sum([sums.buyUsd, sums.sellUsd]), sums.trades - sums.unpricedTrades),
    ...(scope ? tradersShape(scope) : { traders: 0, newTraders: 0, returningTraders: 0 }),
    medianTradeUsd: scope ? (_: object, context: ApiContext) => medianOf(scope, context) : null,
    ...(scope ? turnoverShape(scope, volumeUsd) : { meanTvlUsd: null, turnover: null }),
  };
}

/** Median of the two middle trades. */
export function middleUsd({ lowerMedian, upperMedian }: MiddleTrades): string | null {
  return lowerMedian === null || upperMedian === null ? null : medianTradeUsd([lowerMedian, upperMedian]);
}

/** Volume over mean TVL, and the mean itself. */
export function turnoverShape(scope: AdjustedScope, volumeUsd: string) {
  return {
    meanTvlUsd: (_: object, context: ApiContext) => meanTvlOf(scope, context),
    turnover: async (_: object, context: ApiContext) => turnoverOf(volumeUsd, await meanTvlOf(scope, context)),
  };
}

function tradersShape(scope: AdjustedScope) {
  return {
    traders: (_: object, { loaders }: ApiContext) => tradersOf(scope, loaders),
    newTraders: (_: object, { loaders }: ApiContext) => newTradersOf(scope, loaders),
    returningTraders: async (_: object, { loaders }: ApiContext) =>
      returningTraders(await tradersOf(scope, loaders), await newTradersOf(scope, loaders)),
  };
}

async function medianOf({ window, tokenKeys }: AdjustedScope, { loaders }: ApiContext): Promise<string | null> {
  return middleUsd(await loaders.middleTrades(window, tokenKeys));
}

import { activeLiquidity } from './active-liquidity.ts';
import { adjustedVolume } from './adjusted-volume.ts';
import { amihud } from './amihud.ts';
import { atomicRoundTrips } from './atomic-round-trips.ts';
import { averageTrade } from './average-trade.ts';
import { buys } from './buys.ts';
import { depth } from './depth.ts';
import { drift } from './drift.ts';
import { effectiveSpread } from './effective-spread.ts';
import { fills } from './fills.ts';
import { hhi } from './hhi.ts';
import { holders } from './holders.ts';
import { kyleLambda } from './kyle-lambda.ts';
import { lpMarkout } from './lp-markout.ts';
import { medianTrade } from './median-trade.ts';
import type { Metric } from './metric.ts';
import { netFlow } from './net-flow.ts';
import { newTraders } from './new-traders.ts';
import { passthroughs } from './passthroughs.ts';
import { poolState } from './pool-state.ts';
import { premium } from './premium.ts';
import { priceImpact } from './price-impact.ts';
import { primaryMarket } from './primary-market.ts';
import { realizedSpread } from './realized-spread.ts';
import { retention } from './retention.ts';
import { returningTraders } from './returning-traders.ts';
import { sells } from './sells.ts';
import { slippage } from './slippage.ts';
import { supply } from './supply.ts';
import { topShare } from './top-share.ts';
import { traders } from './traders.ts';
import { trades } from './trades.ts';
import { transactions } from './transactions.ts';
import { turnover } from './turnover.ts';
import { tvl } from './tvl.ts';
import { unpricedShare } from './unpriced-share.ts';
import { volume } from './volume.ts';
import { volumeShare } from './volume-share.ts';
import { washPoolDay } from './wash-pool-day.ts';
import { washShare } from './wash-share.ts';
import { weekendGap } from './weekend-gap.ts';

/** The dictionary, in the order of the methodology page. */
export const metrics: Metric[] = [
  volume,
  adjustedVolume,
  trades,
  fills,
  transactions,
  passthroughs,
  traders,
  newTraders,
  returningTraders,
  retention,
  buys,
  sells,
  netFlow,
  averageTrade,
  medianTrade,
  unpricedShare,
  volumeShare,
  topShare,
  hhi,
  supply,
  holders,
  primaryMarket,
  washShare,
  washPoolDay,
  atomicRoundTrips,
  tvl,
  turnover,
  activeLiquidity,
  depth,
  slippage,
  priceImpact,
  effectiveSpread,
  realizedSpread,
  lpMarkout,
  amihud,
  kyleLambda,
  poolState,
  premium,
  drift,
  weekendGap,
];

const byId = new Map(metrics.map((metric) => [metric.id, metric]));

/** A metric by id. Throws at an id that the dictionary lacks. */
export function getMetric(id: string): Metric {
  const metric = byId.get(id);
  if (!metric) throw new Error(`No metric "${id}" in the dictionary of core/src/metrics`);
  return metric;
}

import { activeLiquidity } from './active-liquidity.ts';
import { averageTrade } from './average-trade.ts';
import { buys } from './buys.ts';
import { depth } from './depth.ts';
import { fills } from './fills.ts';
import type { Metric } from './metric.ts';
import { netFlow } from './net-flow.ts';
import { newTraders } from './new-traders.ts';
import { passthroughs } from './passthroughs.ts';
import { poolState } from './pool-state.ts';
import { returningTraders } from './returning-traders.ts';
import { sells } from './sells.ts';
import { slippage } from './slippage.ts';
import { traders } from './traders.ts';
import { trades } from './trades.ts';
import { transactions } from './transactions.ts';
import { turnover } from './turnover.ts';
import { tvl } from './tvl.ts';
import { unpricedShare } from './unpriced-share.ts';
import { volume } from './volume.ts';
import { volumeShare } from './volume-share.ts';

/** The dictionary, in the order of the methodology page. */
export const metrics: Metric[] = [
  volume,
  trades,
  fills,
  transactions,
  passthroughs,
  traders,
  newTraders,
  returningTraders,
  buys,
  sells,
  netFlow,
  averageTrade,
  unpricedShare,
  volumeShare,
  tvl,
  turnover,
  activeLiquidity,
  depth,
  slippage,
  poolState,
];

const byId = new Map(metrics.map((metric) => [metric.id, metric]));

/** A metric by id. Throws at an id that the dictionary lacks. */
export function getMetric(id: string): Metric {
  const metric = byId.get(id);
  if (!metric) throw new Error(`No metric "${id}" in the dictionary of core/src/metrics`);
  return metric;
}

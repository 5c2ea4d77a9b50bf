import type { DailyPoint, DepthPoint, PoolLiquidity } from '../lib/api/types.ts';

/** A day of the whole market, with what a test cares about. */
export function dailyPoint(day: string, own: Partial<DailyPoint> = {}): DailyPoint {
  return {
    day,
    volumeUsd: '1000',
    trades: 10,
    fills: 12,
    transactions: 10,
    traders: 5,
    newTraders: 2,
    returningTraders: 3,
    buyUsd: '600',
    sellUsd: '400',
    ...own,
  };
}

/** A curve that fills $1k on both sides and $10k on neither. */
export const curve: PoolLiquidity = {
  at: '2025-07-06T00:00:00Z',
  midUsd: '300',
  tvlUsd: '20000',
  activeLiquidity: '1',
  depth: [
    { delta: '0.02', askUsd: '900', bidUsd: '1100' },
    { delta: '0.01', askUsd: '500', bidUsd: '600' },
  ],
  slippage: [
    { sizeUsd: 10_000, buy: null, sell: null, buyImpact: null, sellImpact: null },
    { sizeUsd: 1_000, buy: '0.0123', sell: '0.0000001', buyImpact: '0.0098', sellImpact: '0' },
  ],
  buyFillableUsd: '8000',
  sellFillableUsd: '0',
};

export function depthPoint(hour: string, own: Partial<DepthPoint> = {}): DepthPoint {
  const { at: _, ...rest } = curve;
  return { hour, ...rest, ...own };
}

import { liquidityOf, type MockPool } from './mock-market.ts';

/** The pools of a ticker together, as one pool of their size, beside the largest one. */
export function combinedOf(own: MockPool[]) {
  const live = own.filter(({ tvl }) => tvl > 0);
  const all = liquidityOf(live.reduce((total, { tvl }) => total + tvl, 0));
  const best = liquidityOf(Math.max(0, ...live.map(({ tvl }) => tvl)));
  return {
    at: all.at,
    pools: live.length,
    poolsLeftOut: own.length - live.length,
    midUsd: all.midUsd,
    depth: all.depth,
    bestPoolDepth: best.depth,
    bestPoolId: null,
    slippage: all.slippage.map((at, index) => ({
      ...at,
      bestPoolBuy: best.slippage[index]?.buy ?? null,
      bestPoolSell: best.slippage[index]?.sell ?? null,
      poolsUsedBuy: at.buy === null ? null : live.length,
      poolsUsedSell: at.sell === null ? null : live.length,
    })),
  };
}

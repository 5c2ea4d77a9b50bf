import type { Depth } from './curve-math.ts';
import { priceFactor } from './delta.ts';
import { fillToCommon, type SplitPool, tickerMid, times, toCommon } from './split-pool.ts';

/**
 * Depth of a ticker over all its pools, in common money units before fees: what can be traded until the marginal price stands at
 * (1 ± δ) times the ticker's mid everywhere. A pool that already stands beyond adds nothing; one on the near side adds more.
 * @param deltasBps δ in whole basis points in (0, 10,000); answers come in the same order
 * @throws CurveError `field-invalid` on another δ
 */
export function combinedDepth(pools: readonly SplitPool[], deltasBps: readonly number[]): Depth {
  const mid = tickerMid(pools);
  const total = (side: 'ask' | 'bid', delta: number): bigint => {
    const factor = priceFactor(1, side, delta);
    if (mid === null) return 0n;
    return pools.reduce((sum, entry) => {
      const { amountIn, amountOut, feeRaw } = fillToCommon(entry, side === 'ask' ? 'buy' : 'sell', times(mid, factor));
      return sum + toCommon(side === 'ask' ? amountIn - feeRaw : amountOut, entry.quoteUnit);
    }, 0n);
  };
  return {
    ask: deltasBps.map((delta) => total('ask', delta)),
    bid: deltasBps.map((delta) => total('bid', delta)),
  };
}

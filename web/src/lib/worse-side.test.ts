import { expect, test } from 'vitest';
import type { PoolLiquidity } from './api/types.ts';
import { dearerSlippage, thinnerDepth } from './worse-side.ts';

const liquidity = (slippage: PoolLiquidity['slippage']): PoolLiquidity => ({
  at: '2025-07-06T00:00:00Z',
  midUsd: '300',
  tvlUsd: '100000',
  activeLiquidity: '1',
  depth: [{ delta: '0.02', askUsd: '900', bidUsd: '10000' }],
  slippage,
  buyFillableUsd: '8000',
  sellFillableUsd: '12000',
});

test('the thinner side of the book counts, compared as numbers', () => {
  expect(thinnerDepth(liquidity([]), 0.02)).toBe('900');
  expect(thinnerDepth(liquidity([]), 0.05)).toBeNull();
  expect(thinnerDepth(null, 0.02)).toBeNull();
});

test('the dearer side counts', () => {
  const both = liquidity([{ sizeUsd: 1000, buy: '0.009', sell: '0.01', buyImpact: null, sellImpact: null }]);
  expect(dearerSlippage(both, 1000)).toEqual({ share: '0.01', fillableUsd: null });
});

test('a side that cannot fill makes the slippage unknown and says what it could fill', () => {
  const buys = liquidity([{ sizeUsd: 10000, buy: null, sell: '0.01', buyImpact: null, sellImpact: null }]);
  expect(dearerSlippage(buys, 10000)).toEqual({ share: null, fillableUsd: '8000' });
  const none = liquidity([{ sizeUsd: 10000, buy: null, sell: null, buyImpact: null, sellImpact: null }]);
  expect(dearerSlippage(none, 10000)).toEqual({ share: null, fillableUsd: '8000' });
});

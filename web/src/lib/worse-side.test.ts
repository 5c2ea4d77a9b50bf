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
  const both = liquidity([{ sizeUsd: 1000, buy: '0.009', sell: '0.01', buyImpact: '0.008', sellImpact: '0.007' }]);
  expect(dearerSlippage(both, 1000)).toEqual({ share: '0.01', impact: '0.008', fillableUsd: null });
});

test('a side that cannot fill makes the slippage unknown and says what it could fill', () => {
  const buys = liquidity([{ sizeUsd: 10000, buy: null, sell: '0.01', buyImpact: null, sellImpact: '0.01' }]);
  expect(dearerSlippage(buys, 10000)).toEqual({ share: null, impact: null, fillableUsd: '8000' });
  const none = liquidity([{ sizeUsd: 10000, buy: null, sell: null, buyImpact: null, sellImpact: null }]);
  expect(dearerSlippage(none, 10000)).toEqual({ share: null, impact: null, fillableUsd: '8000' });
});

test('without a curve nothing is known, which is not the same as a size that cannot be filled', () => {
  expect(dearerSlippage(null, 1000)).toEqual({ share: null, impact: null, fillableUsd: null, unknown: true });
});

test('a pool that fills the size at an unknown fee has an impact and no slippage', () => {
  const feeless = liquidity([{ sizeUsd: 1000, buy: null, sell: null, buyImpact: '0.002', sellImpact: '0.003' }]);
  expect(dearerSlippage(feeless, 1000)).toEqual({ share: null, impact: '0.003', fillableUsd: null });
});

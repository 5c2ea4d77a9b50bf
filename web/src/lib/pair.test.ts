import { expect, test } from 'vitest';
import { pairOf } from './pair.ts';

const [stock, quote] = [{ symbol: 'wtNVDA' }, { symbol: 'USDC' }];

test('the stock comes first, whichever side it is on', () => {
  expect(pairOf({ token0: stock, token1: quote, stockSide: 0 })).toBe('wtNVDA / USDC');
  expect(pairOf({ token0: quote, token1: stock, stockSide: 1 })).toBe('wtNVDA / USDC');
});

test('a pool without a registered stock stays as it is', () => {
  expect(pairOf({ token0: quote, token1: stock, stockSide: null })).toBe('USDC / wtNVDA');
});

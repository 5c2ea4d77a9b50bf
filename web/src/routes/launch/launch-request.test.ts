import { expect, test } from 'vitest';
import type { ChainStatus } from '#lib/api/types.ts';
import { isReported, readLaunchRequest, XSTOCKS_LAUNCH } from './launch-request.ts';

const chains = [{ id: 'solana' }, { id: 'base' }] as ChainStatus[];
const read = (query: string) => readLaunchRequest(new URLSearchParams(query), chains);

test('the address names issuer, chain, first day and length', () => {
  const asked = read('issuer=coinbase&chain=base&start=2025-07-02&days=3');
  expect(asked).toEqual({ issuer: 'coinbase', chain: 'base', from: '2025-07-02', days: 3 });
  expect(isReported(asked)).toBe(false);
});

test('what cannot be read is the launch of xStocks', () => {
  expect(read('')).toEqual(XSTOCKS_LAUNCH);
  expect(read('issuer=%3Cb%3E&chain=bitcoin&start=2025-02-30&days=4000')).toEqual(XSTOCKS_LAUNCH);
  expect(isReported(read('days=3'))).toBe(true);
});

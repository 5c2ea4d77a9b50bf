import { describe, expect, it } from 'vitest';
import { testAddress } from '../../testing/evm-fixtures.ts';
import { blockOf, decodeAfterCreation, factory, openPools, stock, usdc } from '../../testing/evm-venue-fixture.ts';
import { decodeEvmBlock } from '../evm.ts';
import { fixture, ownToken, registered, swapped } from './fixture.ts';

describe('balancer-v2', () => {
  it('takes a swap for the pool’s own token as liquidity, not as a trade', () => {
    const logs = [swapped(usdc, ownToken, 5n, 5n), swapped(ownToken, stock, 5n, 5n)];
    expect(decodeAfterCreation(fixture, logs)).toEqual([]);
  });

  it('lists a stock’s pool of three tokens as not followed, and is silent about others', () => {
    const three = decodeEvmBlock(blockOf(1, [registered([stock, usdc, testAddress(3)])]), openPools(fixture));
    expect(three.facts).toEqual([]);
    expect(three.unrecognised).toMatchObject([{ program: factory, reason: expect.stringContaining('3 tokens') }]);
    const foreign = [registered([testAddress(1), testAddress(2), testAddress(3)])];
    expect(decodeEvmBlock(blockOf(1, foreign), openPools(fixture))).toEqual({ facts: [], unrecognised: [] });
  });
});

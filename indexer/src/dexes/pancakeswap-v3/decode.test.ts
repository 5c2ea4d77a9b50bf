import { describe, expect, it } from 'vitest';
import { testLog } from '../../testing/evm-fixtures.ts';
import { decodeAfterCreation, pool, Q96, router, trader } from '../../testing/evm-venue-fixture.ts';
import { V3_SWAP } from '../evm-concentrated.fixture.ts';
import { fixture } from './fixture.ts';

const extremes = {
  sender: router,
  recipient: trader,
  amount0: -(2n ** 255n),
  amount1: 2n ** 255n - 1n,
  sqrtPriceX96: Q96,
  liquidity: 2n ** 128n - 1n,
  tick: -887272,
};

describe('pancakeswap-v3', () => {
  it('reads amounts and ticks at their extremes, whatever the protocol takes', () => {
    const protocol = { protocolFeesToken0: 2n ** 128n - 1n, protocolFeesToken1: 5n };
    const signature = V3_SWAP.replace(')', ', uint128 protocolFeesToken0, uint128 protocolFeesToken1)');
    const [fill] = decodeAfterCreation(fixture, [testLog(pool, signature, { ...extremes, ...protocol })]);
    expect(fill).toMatchObject({
      soldRaw: 2n ** 255n - 1n,
      boughtRaw: 2n ** 255n,
      after: { tick: -887272, liquidity: 2n ** 128n - 1n },
    });
  });

  it('does not take the swap event of Uniswap v3 for its own', () => {
    expect(decodeAfterCreation(fixture, [testLog(pool, V3_SWAP, extremes)])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { Watch } from '../../sources/evm/watch.ts';
import { testAddress } from '../../testing/evm-fixtures.ts';
import { blockOf, factory, openPools, pool, stock, usdc } from '../../testing/evm-venue-fixture.ts';
import { addressTopic } from '../abi-words.ts';
import { decodeEvmBlock } from '../evm.ts';
import { fixture, registered } from './fixture.ts';

describe('balancer-v3', () => {
  it('asks the vault for the pool by its address, as a topic', () => {
    const watch = new Watch(openPools(fixture));
    watch.discover(blockOf(1, fixture.created).logs);
    expect(watch.filtersSince(0)).toMatchObject([
      { address: [factory], topics: [expect.any(Array), [addressTopic(pool)]] },
    ]);
  });

  it('lists a stock’s pool of three tokens as not followed', () => {
    const { facts, unrecognised } = decodeEvmBlock(
      blockOf(1, [registered([stock, usdc, testAddress(3)])]),
      openPools(fixture),
    );
    expect([facts, unrecognised.length]).toEqual([[], 1]);
  });
});

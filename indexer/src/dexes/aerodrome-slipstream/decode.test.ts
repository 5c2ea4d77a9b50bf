import { dexes } from '@tokentape/core/registry/registry.ts';
import { describe, expect, it } from 'vitest';
import { testLog } from '../../testing/evm-fixtures.ts';
import {
  blockOf,
  decodeAfterCreation,
  factory,
  openPools,
  pool,
  Q96,
  stock,
  usdc,
} from '../../testing/evm-venue-fixture.ts';
import { decodeEvmBlock } from '../evm.ts';
import { initialized } from '../evm-concentrated.fixture.ts';
import { fixture } from './fixture.ts';

describe('aerodrome-slipstream', () => {
  it('is read at all four factories', () => {
    const own = dexes.find(({ decoder }) => decoder === fixture.decoder);
    expect(own?.deployments.filter(({ chain }) => chain === 'base')).toHaveLength(4);
  });

  it('tells pools apart by tick spacing', () => {
    const { facts } = decodeEvmBlock(blockOf(1, fixture.created), openPools(fixture));
    expect(facts.find(({ kind }) => kind === 'pool')).toMatchObject({ tickSpacing: 10, feePips: null });
  });

  it('hears a pool’s first price, which the pool says before its factory names it', () => {
    const { facts } = decodeEvmBlock(blockOf(1, fixture.created), openPools(fixture));
    expect(facts).toMatchObject([
      { kind: 'pool-state', source: 'initialize', pool, index: 0, state: { sqrtPrice: Q96, tick: 0 } },
      { kind: 'pool', pool, index: 1, created: true },
    ]);
  });

  it('does not take Uniswap v3’s announcement for its own', () => {
    const signature =
      'PoolCreated(address indexed token0, address indexed token1, uint24 indexed fee, int24 tickSpacing, address pool)';
    const foreign = testLog(factory, signature, { token0: stock, token1: usdc, fee: 500, tickSpacing: 10, pool });
    expect(decodeEvmBlock(blockOf(1, [foreign, initialized]), openPools(fixture)).facts).toEqual([]);
  });

  it('keeps the sold amount whole, the fee being unknown', () => {
    expect(decodeAfterCreation(fixture, fixture.sell)).toMatchObject([{ soldRaw: 1000n, feeRaw: null }]);
  });
});

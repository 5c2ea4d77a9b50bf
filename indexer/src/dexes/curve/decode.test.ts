import { describe, expect, it } from 'vitest';
import { testRegistry } from '../../testing/evm-fixtures.ts';
import { blockOf, decodeAfterCreation, factory, pool, stock, trader, usdc } from '../../testing/evm-venue-fixture.ts';
import { decodeEvmBlock } from '../evm.ts';
import { KnownPools } from '../known-pools.ts';
import { exchanged, fixture } from './fixture.ts';

describe('curve', () => {
  it.each(['stable', 'crypto', 'ng'] as const)('reads the exchange of %s pools', (design) => {
    expect(decodeAfterCreation(fixture, [exchanged(design, 1n, 7n, 5n)])).toMatchObject([
      { kind: 'fill', soldToken: usdc, soldRaw: 7n, boughtToken: stock, boughtRaw: 5n, trader },
    ]);
  });

  it('follows a pool that only the registry names, introduced at its first sight', () => {
    const listed = [
      { dex: 'curve', pool, token0: stock, token1: usdc, curve: 'unknown' as const, feePips: null, tickSpacing: null },
    ];
    const pools = new KnownPools(testRegistry([stock], [{ address: factory, decoder: 'curve' }], { listed }));
    expect(decodeEvmBlock(blockOf(1, [exchanged('stable', 0n, 7n, 5n)]), pools).facts).toMatchObject([
      { kind: 'pool', pool, created: false },
      { kind: 'fill', pool, soldToken: stock },
    ]);
  });

  it('refuses a third coin in a pool of two', () => {
    expect(() => decodeAfterCreation(fixture, [exchanged('stable', 2n, 7n, 5n)])).toThrow(/two coins traded coin 2/);
  });
});

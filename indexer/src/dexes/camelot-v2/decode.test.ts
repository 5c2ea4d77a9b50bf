import { PoolCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import { describe, expect, it } from 'vitest';
import { blockOf, decodeAfterCreation, openPools, stock, usdc } from '../../testing/evm-venue-fixture.ts';
import { decodeEvmBlock } from '../evm.ts';
import { KnownPools } from '../known-pools.ts';
import { feesSet, fixture, turned } from './fixture.ts';

describe('camelot-v2', () => {
  it('begins as a constant product at 0.3 % both ways, and claims neither for its life', () => {
    const { facts } = decodeEvmBlock(blockOf(1, fixture.created), openPools(fixture));
    expect(facts).toMatchObject([
      { kind: 'pool', curve: 'unknown', feePips: null },
      { kind: 'pool-state', terms: { curve: 'constant-product', fee: { pips: 3_000, pips1: 3_000 } } },
    ]);
  });

  it('charges by the fee of the direction that was set last', () => {
    const facts = decodeAfterCreation(fixture, [feesSet(500, 2_000), ...fixture.sell, ...fixture.buy]);
    expect(facts).toMatchObject([
      { kind: 'pool-state', source: 'fee', terms: { fee: { pips: 5_000, pips1: 20_000 } } },
      { kind: 'fill', feeRaw: 5n },
      { kind: 'fill', feeRaw: 10n },
    ]);
  });

  it('knows no fee of a pair whose creation was not read', () => {
    const { dex, pool, feePips } = fixture;
    const pair = { dex, pool, token0: stock, token1: usdc, curve: 'unknown' as const, feePips, tickSpacing: null };
    const pools = new KnownPools({ ...openPools(fixture).registry, listed: [pair] });
    const { facts } = decodeEvmBlock(blockOf(2, fixture.sell), pools);
    expect(facts.find(({ kind }) => kind === 'fill')).toMatchObject({ feeRaw: null });
  });

  it('follows a pair into a stable one and back', () => {
    const curveAfter = (...logs: Parameters<typeof decodeAfterCreation>[1]) => {
      const curve = new PoolCurve({
        ...{ curve: 'unknown', dex: 'camelot-v2', resolution: 96, feePips: null, tickSpacing: null },
        ...{ token0: { decimals: 18 }, token1: { decimals: 6 } },
      });
      for (const fact of decodeAfterCreation(fixture, logs)) {
        if (fact.kind === 'pool-state') curve.setState(fact.state, fact.terms);
        if (fact.kind === 'fill') curve.fill({ ...fact, sell: 0 });
      }
      return curve.toCurve();
    };
    expect(curveAfter(...fixture.sell, turned(true))).toMatchObject({
      decimals0: 18,
      decimals1: 6,
      solver: 'within-one',
    });
    expect(curveAfter(...fixture.sell, turned(true), feesSet(40, 50), turned(false))).toEqual({
      ...{ reserve0: 101_000n, reserve1: 99_010n, feePips: 400, feePips1: 500 },
    });
  });
});

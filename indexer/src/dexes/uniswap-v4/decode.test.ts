import { describe, expect, it } from 'vitest';
import { testAddress } from '../../testing/evm-fixtures.ts';
import { blockOf, decodeAfterCreation, openPools, Q96, router, stock, usdc } from '../../testing/evm-venue-fixture.ts';
import { decodeEvmBlock } from '../evm.ts';
import { KnownPools } from '../known-pools.ts';
import { fixture, idOf, initializedAs, key, modified, swap } from './fixture.ts';

const seenAs = (own: typeof key) => decodeEvmBlock(blockOf(1, [initializedAs(own)]), openPools(fixture)).facts;

describe('uniswap-v4', () => {
  it('states the price of a new pool', () => {
    expect(seenAs(key)).toMatchObject([
      { kind: 'pool', pool: idOf(key), feePips: 3000, tickSpacing: 60, curve: 'concentrated' },
      { kind: 'pool-state', source: 'initialize', state: { sqrtPrice: Q96, tick: 0, liquidity: 0n } },
    ]);
  });

  it('finds a pool by its second currency, native coin first', () => {
    const native = { ...key, currency0: testAddress(0), currency1: stock };
    expect(seenAs(native)[0]).toMatchObject({ token0: testAddress(0), token1: stock });
    expect(seenAs({ ...key, currency0: testAddress(0), currency1: usdc })).toEqual([]);
  });

  it('refuses an id that is not the hash of the key', () => {
    const forged = initializedAs(key, idOf({ ...key, fee: 500 }));
    expect(() => decodeEvmBlock(blockOf(1, [forged]), openPools(fixture))).toThrow(/not the hash of its key/);
  });

  it('claims no fee where a hook sets it, and no curve where a hook may put its own', () => {
    const dynamic = { ...key, fee: 0x800000, hooks: testAddress(0x80) };
    expect(seenAs(dynamic)[0]).toMatchObject({ feePips: null, curve: 'concentrated' });
    const replaced = { ...key, hooks: testAddress(0x88) };
    expect(seenAs(replaced)[0]).toMatchObject({ curve: 'unknown' });
  });

  it('takes the fee of a fill from its event', () => {
    const [fill] = decodeAfterCreation(fixture, [swap(-1_000_000n, 990_000n, 0)]);
    expect(fill).toMatchObject({ soldRaw: 1_000_000n, feeRaw: 0n });
  });

  it('computes the amounts of liquidity from the price in force, up when put in, down when taken out', () => {
    const facts = decodeAfterCreation(fixture, [
      modified(-60, 60, 10n ** 18n),
      modified(60, 120, 10n ** 18n),
      modified(-60, 60, -(10n ** 18n)),
      modified(-60, 60, 0n),
    ]);
    const [into, above, out, poke] = facts.map((fact) => (fact.kind === 'liquidity' ? fact : undefined));
    expect(into).toMatchObject({
      owner: router,
      lower: -60,
      upper: 60,
      amount0Raw: 2995354955910781n,
      amount1Raw: 2995354955910781n,
    });
    expect(above).toMatchObject({ amount1Raw: 0n });
    expect(out).toMatchObject({ liquidityDelta: -(10n ** 18n), amount0Raw: 2995354955910780n });
    expect(poke).toMatchObject({ liquidityDelta: 0n, amount0Raw: 0n, amount1Raw: 0n });
  });

  it('refuses liquidity in a pool whose price was lost', () => {
    const first = openPools(fixture);
    decodeEvmBlock(blockOf(1, fixture.created), first);
    const stored = [...first].map((pool) => ({ ...pool, birthBlock: 1, sqrtPrice: null }));
    const again = new KnownPools(first.registry, stored);
    expect(() => decodeEvmBlock(blockOf(2, [modified(-60, 60, 1n)]), again)).toThrow(/price .* is not known/);
  });
});

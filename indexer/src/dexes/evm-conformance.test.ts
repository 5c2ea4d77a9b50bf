import { dexes, getChain } from '@tokentape/core/registry/registry.ts';
import { describe, expect, it } from 'vitest';
import { testAddress } from '../testing/evm-fixtures.ts';
import {
  blockOf,
  decodeAfterCreation,
  openPools,
  router,
  stock,
  trader,
  transfer,
  usdc,
} from '../testing/evm-venue-fixture.ts';
import { fixture as slipstream } from './aerodrome-slipstream/fixture.ts';
import { fixture as aerodromeV1 } from './aerodrome-v1/fixture.ts';
import { fixture as balancerV2 } from './balancer-v2/fixture.ts';
import { fixture as balancerV3 } from './balancer-v3/fixture.ts';
import { fixture as camelotV2 } from './camelot-v2/fixture.ts';
import { fixture as camelotV3 } from './camelot-v3/fixture.ts';
import { fixture as curve } from './curve/fixture.ts';
import { decodeEvmBlock } from './evm.ts';
import { evmVenues, isReadable } from './evm-venues.ts';
import { KnownPools } from './known-pools.ts';
import { fixture as pancakeswapV3 } from './pancakeswap-v3/fixture.ts';
import { fixture as uniswapV2 } from './uniswap-v2/fixture.ts';
import { fixture as uniswapV3 } from './uniswap-v3/fixture.ts';
import { fixture as uniswapV4 } from './uniswap-v4/fixture.ts';

const fixtures = [
  ...[uniswapV2, uniswapV3, uniswapV4, pancakeswapV3, aerodromeV1, slipstream],
  ...[camelotV2, camelotV3, balancerV2, balancerV3, curve],
];

describe.each(fixtures.map((fixture) => [fixture.decoder, fixture] as const))('%s', (_name, fixture) => {
  it('announces its pool once, with the tokens in order', () => {
    const { facts } = decodeEvmBlock(blockOf(1, fixture.created), openPools(fixture));
    const [seen, rest] = [facts.filter(({ kind }) => kind === 'pool'), facts.filter(({ kind }) => kind !== 'pool')];
    expect(seen).toMatchObject([{ dex: fixture.dex, pool: fixture.pool, token0: stock, token1: usdc, created: true }]);
    expect(rest.every(({ kind }) => kind === 'pool-state')).toBe(true);
  });

  it('reads a sale from the taker', () => {
    const facts = decodeAfterCreation(fixture, [transfer(trader, fixture.vault, 1000n), ...fixture.sell]);
    expect(facts.filter(({ kind }) => kind === 'fill')).toMatchObject([
      {
        pool: fixture.pool,
        trader,
        soldToken: stock,
        soldRaw: 1000n,
        boughtToken: usdc,
        boughtRaw: 990n,
        feeRaw: fixture.fees[0],
        flags: [],
      },
    ]);
  });

  it('reads a purchase from the taker, through a router that keeps nothing', () => {
    const hops = [transfer(fixture.vault, router, 500n), transfer(router, trader, 500n)];
    const facts = decodeAfterCreation(fixture, [...hops, ...fixture.buy]);
    expect(facts.filter(({ kind }) => kind === 'fill')).toMatchObject([
      {
        pool: fixture.pool,
        trader,
        soldToken: usdc,
        soldRaw: 510n,
        boughtToken: stock,
        boughtRaw: 500n,
        feeRaw: fixture.fees[1],
        flags: [],
      },
    ]);
  });

  it('states the curve after a fill, where its events do', () => {
    const fill = decodeAfterCreation(fixture, fixture.sell).find(({ kind }) => kind === 'fill');
    const after = fill?.kind === 'fill' ? fill.after : null;
    if (fixture.statesCurve === false) expect(after).toBeNull();
    else expect(after?.sqrtPrice ?? after?.reserve0).toBeTypeOf('bigint');
  });

  it('places every fact at its log, in order', () => {
    const facts = decodeAfterCreation(fixture, [transfer(trader, fixture.vault, 1n), ...fixture.sell, ...fixture.buy]);
    const positions = facts.map(({ index }) => index);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(new Set(facts.filter(({ kind }) => kind === 'fill').map(({ index }) => index)).size).toBe(2);
  });

  it('says nothing of a pool whose factory the registry lacks', () => {
    const registry = { ...openPools(fixture).registry, factories: new Map() };
    const { facts } = decodeEvmBlock(blockOf(1, [...fixture.created, ...fixture.sell]), new KnownPools(registry));
    expect(facts).toEqual([]);
  });

  it('says nothing of a pool without a registered token', () => {
    const registry = { ...openPools(fixture).registry, tokens: new Map() };
    const { facts } = decodeEvmBlock(blockOf(1, [...fixture.created, ...fixture.sell]), new KnownPools(registry));
    expect(facts).toEqual([]);
  });

  it('goes on from the pools that a database gives back', () => {
    const first = openPools(fixture);
    decodeEvmBlock(blockOf(1, fixture.created), first);
    const stored = [...first].map((pool) => ({ ...pool, birthBlock: 1 }));
    const again = new KnownPools(first.registry, stored);
    const block = blockOf(2, [transfer(testAddress(9), fixture.vault, 1000n), ...fixture.sell]);
    expect(decodeEvmBlock(block, again).facts).toEqual(decodeEvmBlock({ ...block }, first).facts);
  });
});

describe('the registry', () => {
  it('names only decoders that exist', () => {
    const evm = dexes.filter(({ deployments }) => deployments.some(({ chain }) => getChain(chain).kind === 'evm'));
    expect(evm.filter(({ decoder }) => !isReadable(decoder))).toEqual([]);
    expect(evmVenues.filter(({ decoder }) => !evm.some((dex) => dex.decoder === decoder))).toEqual([]);
  });

  it('has a fixture for every decoder', () => {
    expect(fixtures.map(({ decoder }) => decoder).sort()).toEqual(evmVenues.map(({ decoder }) => decoder).sort());
  });
});

import type { Address, ChainId } from '@tokentape/core/facts/chain.ts';
import { dexes, getChain, tokensOf } from '@tokentape/core/registry/registry.ts';
import type { UnitRule } from '@tokentape/core/registry/types.ts';
import type { PoolIdentity } from './known-pools.ts';

/** What a decoder may know of the registry. Passed in, so that tests bring their own tokens and factories. */
export interface EvmRegistry {
  chain: ChainId;
  /** Registered stock tokens by lower-case address. */
  tokens: ReadonlyMap<Address, { decimals: number | null; unitRule: UnitRule; wraps: Address | null }>;
  /** Factories and singletons by lower-case address. */
  factories: ReadonlyMap<Address, EvmFactory>;
  /** Pools without a stock token that are read for the price of a quote token. */
  quotePools: PoolIdentity[];
}

export interface EvmFactory {
  address: Address;
  /** Slug of the venue. */
  dex: string;
  /** Which decoder reads its pools. */
  decoder: string;
  /** Static fee in 1e-6 of designs that have one fee for all pools. */
  feePips: number | null;
  fromBlock: number | null;
}

/** The part of the global registry that concerns one EVM chain. */
export function evmRegistry(chain: ChainId): EvmRegistry {
  const { kind, quotePools } = getChain(chain);
  if (kind !== 'evm') throw new Error(`${chain} is not an EVM chain`);
  const tokens = tokensOf(chain).map(
    ({ token: { address, decimals, unitRule, wraps } }) =>
      [address.toLowerCase(), { decimals, unitRule, wraps: wraps?.toLowerCase() ?? null }] as const,
  );
  const factories = dexes.flatMap((dex) =>
    dex.deployments
      .filter((deployment) => deployment.chain === chain)
      .map(({ address, feePips, fromBlock }): [Address, EvmFactory] => {
        const key = address.toLowerCase();
        return [key, { address: key, dex: dex.id, decoder: dex.decoder, feePips, fromBlock }];
      }),
  );
  return {
    chain,
    tokens: new Map(tokens),
    factories: new Map(factories),
    quotePools: quotePools.map(({ address, ...pool }) => ({ ...pool, pool: address, curve: 'concentrated' })),
  };
}

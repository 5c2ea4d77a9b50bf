import type { Address, ChainId } from '@tokentape/core/facts/chain.ts';
import { listedPools } from '@tokentape/core/registry/listed-pools.ts';
import type { PrimaryMarket } from '@tokentape/core/registry/primary-markets.ts';
import { dexes, findToken, getChain, tokensOf } from '@tokentape/core/registry/registry.ts';
import type { QuoteToken } from '@tokentape/core/registry/types.ts';
import { evmPrimaryMarkets } from '../primary/evm.ts';
import type { FollowedFeed } from '../references/feed-answers.ts';
import type { TokenUnits } from '../tokens/evm-multipliers.ts';
import type { PoolIdentity } from './known-pools.ts';

/** What a decoder may know of the registry. Passed in, so that tests bring their own tokens and factories. */
export interface EvmRegistry {
  chain: ChainId;
  /** Registered stock tokens by lower-case address. */
  tokens: ReadonlyMap<Address, TokenUnits>;
  /** Factories and singletons by lower-case address. */
  factories: ReadonlyMap<Address, EvmFactory>;
  /** Pools that no factory announces, by the registry's own rows. */
  listed: readonly PoolIdentity[];
  /** The dollar coin that others are measured by: the chain's first; null when it has none. */
  measure: Address | null;
  /** Quote tokens by lower-case address. */
  quotes: ReadonlyMap<Address, QuoteToken['peg']>;
  /** Tokens by the proxy of the price feed that answers for them. */
  feedProxies: ReadonlyMap<Address, Address>;
  /** Primary markets by the lower-case address of the contract that states their orders. */
  primary: ReadonlyMap<Address, PrimaryMarket>;
  /** What the contracts behind the proxies answer for; filled in and widened while the chain is read. */
  feeds: Map<Address, FollowedFeed>;
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
  const { kind, quotes } = getChain(chain);
  if (kind !== 'evm') throw new Error(`${chain} is not an EVM chain`);
  return {
    chain,
    tokens: tokenUnits(chain),
    factories: factoriesOf(chain),
    listed: listedPools.filter((pool) => pool.chain === chain),
    measure: quotes.find(({ peg }) => peg === 'usd')?.address.toLowerCase() ?? null,
    quotes: new Map(quotes.map(({ address, peg }) => [address.toLowerCase(), peg])),
    feedProxies: new Map([
      ...tokensOf(chain).flatMap(({ token: { feed, address } }) => (feed === null ? [] : [[feed, address] as const])),
      ...quotes.flatMap(({ feed, address }) => (feed === undefined ? [] : [[feed, address] as const])),
    ]),
    primary: evmPrimaryMarkets(chain),
    feeds: new Map(),
  };
}

function tokenUnits(chain: ChainId): Map<Address, TokenUnits> {
  return new Map(
    tokensOf(chain).map(({ token: { address, decimals, unitRule, wraps } }) => {
      const wrapped = wraps === null ? undefined : findToken(chain, wraps)?.token;
      return [address.toLowerCase(), { decimals, unitRule, wrappedDecimals: wrapped?.decimals ?? null }];
    }),
  );
}

function factoriesOf(chain: ChainId): Map<Address, EvmFactory> {
  const own = dexes.flatMap(({ id, decoder, deployments }) =>
    deployments
      .filter((deployment) => deployment.chain === chain)
      .map(({ address, feePips, fromBlock }) => ({
        ...{ address: address.toLowerCase(), dex: id, decoder },
        ...{ feePips, fromBlock },
      })),
  );
  return new Map(own.map((factory) => [factory.address, factory]));
}

/** Uniswap's lowest fees, at which the deepest pools of two quote tokens stand: coin against dollar, dollar against dollar. */
const QUOTE_FEES: Record<QuoteToken['peg'], number | null> = { native: 500, usd: 100, none: null };

/**
 * Whether a pool without a stock token is read for the price of a quote token: one of Uniswap's between the measure and a
 * native coin or another dollar coin, at one fee each, so that a chain's whole trade is not read for it.
 */
export function isQuotePool(pool: PoolIdentity, { measure, quotes }: EvmRegistry): boolean {
  const { dex, token0, token1, feePips, curve } = pool;
  if (measure === null || curve !== 'concentrated' || (dex !== 'uniswap-v3' && dex !== 'uniswap-v4')) return false;
  const other = token0 === measure ? token1 : token1 === measure ? token0 : null;
  const peg = other === null ? undefined : quotes.get(other);
  return peg !== undefined && QUOTE_FEES[peg] === feePips;
}

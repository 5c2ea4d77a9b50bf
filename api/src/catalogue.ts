import { getChain } from '@tokentape/core/registry/registry.ts';
import type { Chain } from '@tokentape/core/registry/types.ts';
import type {
  AssetRow,
  CatalogueRows,
  ChainRow,
  DexRow,
  IssuerRow,
  PoolRow,
  TokenRow,
} from './queries/catalogue-rows.ts';

/** A pool with its stock side: the token that fills are counted and priced in. */
export interface CataloguePool extends PoolRow {
  /** Key of the stock token; of the first in a stock–stock pool; null when neither is registered. */
  stockKey: number | null;
}

/** What exists, found by key or id. */
export interface Catalogue {
  chains: ReadonlyMap<number, ChainRow>;
  chainById: ReadonlyMap<string, ChainRow>;
  issuers: ReadonlyMap<string, IssuerRow>;
  assets: ReadonlyMap<number, AssetRow>;
  assetById: ReadonlyMap<string, AssetRow>;
  assetsBySymbol: ReadonlyMap<string, AssetRow[]>;
  tokens: ReadonlyMap<number, TokenRow>;
  tokenById: ReadonlyMap<string, TokenRow>;
  tokensOfAsset: ReadonlyMap<number, TokenRow[]>;
  /** Keys of the tokens that some pool holds: no other can have traded. */
  pooledTokens: ReadonlySet<number>;
  /** Keys of the stock tokens that some pool holds, by chain key. */
  pooledStocks: ReadonlyMap<number, number[]>;
  dexes: ReadonlyMap<number, DexRow>;
  pools: ReadonlyMap<number, CataloguePool>;
  poolById: ReadonlyMap<string, CataloguePool>;
  /** Pools of two quote tokens, by chain key: they price the quotes. */
  quotePools: ReadonlyMap<number, CataloguePool[]>;
  /** Pools with the asset on either side. */
  poolsOfAsset: ReadonlyMap<number, CataloguePool[]>;
}

export function createCatalogue(rows: CatalogueRows): Catalogue {
  const tokens = new Map(rows.tokens.map((token) => [token.key, token]));
  const pools = rows.pools.map((pool) => ({ ...pool, stockKey: stockSide(tokens, pool) }));
  const pooled = new Set(pools.flatMap((pool) => [pool.token0Key, pool.token1Key]));
  const pooledStocks = rows.tokens.filter(({ key, role }) => role === 'stock' && pooled.has(key));
  const owned = rows.tokens.filter((token) => token.role === 'stock' && token.assetKey !== null);
  return {
    chains: new Map(rows.chains.map((chain) => [chain.key, chain])),
    chainById: new Map(rows.chains.map((chain) => [chain.id, chain])),
    issuers: new Map(rows.issuers.map((issuer) => [issuer.id, issuer])),
    assets: new Map(rows.assets.map((asset) => [asset.key, asset])),
    assetById: new Map(rows.assets.map((asset) => [asset.id, asset])),
    assetsBySymbol: groupBy(rows.assets, (asset) => [asset.symbol.toLowerCase()]),
    tokens,
    tokenById: new Map(rows.tokens.map((token) => [token.id, token])),
    tokensOfAsset: groupBy(owned, (token) => [token.assetKey as number]),
    pooledTokens: pooled,
    pooledStocks: new Map(
      [...Map.groupBy(pooledStocks, ({ chainKey }) => chainKey)].map(([chain, own]) => [
        chain,
        own.map(({ key }) => key),
      ]),
    ),
    dexes: new Map(rows.dexes.map((dex) => [dex.key, dex])),
    pools: new Map(pools.map((pool) => [pool.key, pool])),
    poolById: new Map(pools.map((pool) => [pool.id, pool])),
    quotePools: groupBy(
      pools.filter((pool) => isQuotePool(tokens, pool)),
      (pool) => [pool.chainKey],
    ),
    poolsOfAsset: groupBy(pools, (pool) => assetsOf(tokens, pool)),
  };
}

/** The row under a key that another row refers to. */
export function need<K, V>(map: ReadonlyMap<K, V>, key: K, what: string): V {
  const found = map.get(key);
  if (found === undefined) throw new Error(`${what} ${String(key)} is referred to but not in the catalogue`);
  return found;
}

/** The part of a pool or token id after the chain: its address in the chain's own text form. */
export function addressOf(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}

/** Page of the chain's explorer for an address or a transaction. */
export function explorerUrl(chainId: string, kind: 'address' | 'tx', value: string): string {
  const chain: Chain = getChain(chainId);
  return `${kind === 'tx' ? chain.explorerTx : chain.explorerAddress}${value}`;
}

function stockSide(tokens: ReadonlyMap<number, TokenRow>, pool: PoolRow): number | null {
  const isStock = (key: number) => tokens.get(key)?.role === 'stock';
  if (isStock(pool.token0Key)) return pool.token0Key;
  return isStock(pool.token1Key) ? pool.token1Key : null;
}

function isQuotePool(tokens: ReadonlyMap<number, TokenRow>, pool: PoolRow): boolean {
  return [pool.token0Key, pool.token1Key].every((key) => tokens.get(key)?.role === 'quote');
}

function assetsOf(tokens: ReadonlyMap<number, TokenRow>, pool: PoolRow): number[] {
  const sides = [tokens.get(pool.token0Key), tokens.get(pool.token1Key)];
  const keys = sides.flatMap((side) => (side?.role === 'stock' && side.assetKey !== null ? [side.assetKey] : []));
  return [...new Set(keys)];
}

function groupBy<T, K>(items: readonly T[], keysOf: (item: T) => readonly K[]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

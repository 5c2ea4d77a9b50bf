import type { Catalogue, CataloguePool } from '../catalogue.ts';
import { findTicker } from '../find-ticker.ts';

export interface ScopeArgs {
  asset?: string | null;
  issuer?: string | null;
  chain?: string | null;
  dex?: string | null;
  pool?: string | null;
}

export interface Scope {
  /** Whether the registry has any token, or the index any pool, in the scope. */
  exists: boolean;
  /** Its tokens that some pool holds. */
  tokenKeys: number[];
  /** Totals count a stock–stock trade once; one ticker counts all of its own. */
  counted: 'ticker' | 'total';
  /** The pools that alone count, where a venue or a pool was asked for; trades are then netted within each pool. */
  pools: PoolSide[] | null;
}

/** One stock side of a pool: what its fills count as. */
export interface PoolSide {
  poolKey: number;
  /** The stock token whose amounts are netted. */
  tokenKey: number;
  /** The scope asks for the pool's other side: what is a buy of `tokenKey` is a sale here. */
  flipped: boolean;
  /** False for the second of two sides of one pool. */
  first: boolean;
}

/** What a scope holds; unknown names give an empty one. */
export function scopeOf(catalogue: Catalogue, args: ScopeArgs): Scope {
  const { asset, issuer, chain, dex, pool } = args;
  const found = asset ? findTicker(catalogue, asset) : undefined;
  const chainKey = chain ? (catalogue.chainById.get(chain)?.key ?? -1) : null;
  const tokens = [...catalogue.tokensOfAsset]
    .filter(([assetKey]) => !asset || assetKey === found?.key)
    .filter(([assetKey]) => !issuer || catalogue.assets.get(assetKey)?.issuerId === issuer)
    .flatMap(([, tokens]) => tokens)
    .filter((token) => chainKey === null || token.chainKey === chainKey);
  const tokenKeys = tokens.map((token) => token.key).filter((key) => catalogue.pooledTokens.has(key));
  const counted = asset ? ('ticker' as const) : ('total' as const);
  if (!dex && !pool) return { exists: tokens.length > 0, tokenKeys, counted, pools: null };
  const chosen = [...catalogue.pools.values()]
    .filter(({ id }) => !pool || id === pool)
    .filter(({ dexKey }) => !dex || catalogue.dexes.get(dexKey)?.id === dex);
  const inScope = new Set(tokenKeys);
  const pools = chosen.flatMap((each) =>
    stockSides(each, inScope)
      .slice(0, 1)
      .map((side) => seenByRollups(each, side)),
  );
  return { exists: pools.length > 0, tokenKeys, counted, pools };
}

/** Every side of every pool through which tokens of a scope trade; of chosen pools the one side that they count as. */
export function sidesOf(catalogue: Catalogue, { tokenKeys, pools }: Pick<Scope, 'tokenKeys' | 'pools'>): PoolSide[] {
  if (pools) return pools;
  const tokens = new Set(tokenKeys);
  return [...catalogue.pools.values()].flatMap((pool) => stockSides(pool, tokens));
}

function stockSides({ key, stockKey, token0Key, token1Key }: CataloguePool, tokens: ReadonlySet<number>): PoolSide[] {
  const order = stockKey === token1Key ? [token1Key, token0Key] : [token0Key, token1Key];
  return order
    .filter((token) => tokens.has(token))
    .map((tokenKey, index) => ({ poolKey: key, tokenKey, flipped: false, first: index === 0 }));
}

/**
 * A chosen pool nets its trades as its rollups do, from its own stock side: a round trip that ends without gain in one of
 * two stocks may end with a loss in the other, and must not be a trade in one answer and a passthrough in the next.
 */
function seenByRollups({ stockKey }: CataloguePool, side: PoolSide): PoolSide {
  return { ...side, tokenKey: stockKey ?? side.tokenKey, flipped: side.tokenKey !== stockKey };
}

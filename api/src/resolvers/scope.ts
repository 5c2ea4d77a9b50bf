import type { Catalogue } from '../catalogue.ts';
import { findTicker } from '../find-ticker.ts';

export interface ScopeArgs {
  asset?: string | null;
  issuer?: string | null;
  chain?: string | null;
}

export interface Scope {
  /** Whether the registry has any token in the scope. */
  exists: boolean;
  /** Its tokens that some pool holds. */
  tokenKeys: number[];
  /** Totals count a stock–stock trade once; one ticker counts all of its own. */
  counted: 'ticker' | 'total';
}

/** The registered stock tokens of a scope; unknown names give an empty one. */
export function scopeOf(catalogue: Catalogue, { asset, issuer, chain }: ScopeArgs): Scope {
  const found = asset ? findTicker(catalogue, asset) : undefined;
  const chainKey = chain ? (catalogue.chainById.get(chain)?.key ?? -1) : null;
  const tokens = [...catalogue.tokensOfAsset]
    .filter(([assetKey]) => !asset || assetKey === found?.key)
    .filter(([assetKey]) => !issuer || catalogue.assets.get(assetKey)?.issuerId === issuer)
    .flatMap(([, tokens]) => tokens)
    .filter((token) => chainKey === null || token.chainKey === chainKey);
  const tokenKeys = tokens.map((token) => token.key).filter((key) => catalogue.pooledTokens.has(key));
  return { exists: tokens.length > 0, tokenKeys, counted: asset ? 'ticker' : 'total' };
}

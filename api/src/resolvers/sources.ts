import type { Catalogue, CataloguePool } from '../catalogue.ts';
import type { AssetRow, TokenRow } from '../queries/catalogue-rows.ts';
import type { Window } from '../queries/stats.ts';

/** What lies behind a Ticker. */
export interface TickerSource {
  asset: AssetRow;
  /** Tokens that count: all of the asset, or those of the chain that was asked for. */
  tokens: TokenRow[];
  /** null while nothing is indexed. */
  window: Window | null;
}

/** What lies behind a Pool. */
export interface PoolSource {
  pool: CataloguePool;
  window: Window | null;
}

/** The ticker of an asset, on one chain or on all. */
export function tickerSource(
  catalogue: Catalogue,
  asset: AssetRow,
  window: Window | null,
  chainKey: number | null = null,
): TickerSource {
  const tokens = catalogue.tokensOfAsset.get(asset.key) ?? [];
  return { asset, window, tokens: chainKey === null ? tokens : tokens.filter((each) => each.chainKey === chainKey) };
}

/** Pools that trade the ticker, on the chains that count. */
export function poolsOf(catalogue: Catalogue, { asset, tokens }: TickerSource): CataloguePool[] {
  const chains = new Set(tokens.map((token) => token.chainKey));
  return (catalogue.poolsOfAsset.get(asset.key) ?? []).filter((pool) => chains.has(pool.chainKey));
}

import { ApiError } from './api-error.ts';
import type { Catalogue } from './catalogue.ts';
import type { AssetRow } from './queries/catalogue-rows.ts';

/**
 * The asset that a caller means by an id such as `xstocks:TSLAx`, or by a symbol that one issuer alone uses.
 * @throws ApiError `AMBIGUOUS_TICKER` when several issuers use the symbol
 */
export function findTicker(catalogue: Catalogue, text: string): AssetRow | undefined {
  const exact = catalogue.assetById.get(text);
  if (exact) return exact;
  const named = catalogue.assetsBySymbol.get(text.toLowerCase()) ?? [];
  if (named.length < 2) return named[0];
  const ids = named.map((asset) => asset.id).join(', ');
  throw new ApiError('AMBIGUOUS_TICKER', `Several issuers use this symbol; ask for one of ${ids}.`);
}

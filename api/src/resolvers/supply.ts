import { sum, times } from '@tokentape/core/decimal.ts';
import { need } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { dayOf, daysOf } from '../day.ts';
import { holdersOn } from '../holder-book.ts';
import type { Loaders } from '../loaders.ts';
import type { TokenRow } from '../queries/catalogue-rows.ts';
import { sharePrices } from '../share-prices.ts';
import { type Supply, supplyOn, type TokenSupply, tickerSupplyOn } from '../supply-book.ts';
import { assertSeries, windowOf } from '../window.ts';
import type { TickerSource } from './sources.ts';

const suppliesOf = (loaders: Loaders, tokens: readonly TokenRow[]): Promise<TokenSupply[]> =>
  Promise.all(tokens.map((token) => loaders.supply(token)));

/** The supply of a ticker at the end of its window. */
export async function tickerSupply({ tokens, window }: TickerSource, _: object, { loaders }: ApiContext) {
  return window ? tickerSupplyOn(await suppliesOf(loaders, tokens), window.to) : NOTHING;
}

/** Holders of a ticker at the end of its window. */
export async function tickerHolders({ tokens, window }: TickerSource, _: object, { loaders }: ApiContext) {
  return window ? holdersOn(await loaders.holders(tokens), window.to) : null;
}

/** Holders and supply of a ticker at the end of every day of its window. */
export async function tickerSupplyDaily({ tokens, window }: TickerSource, _: object, { loaders }: ApiContext) {
  if (!window) return [];
  assertSeries(window);
  const supplies = await suppliesOf(loaders, tokens);
  let holders: ReturnType<Loaders['holders']> | undefined;
  return daysOf(window.from, window.to).map((day) => ({
    day,
    ...tickerSupplyOn(supplies, day),
    holders: async () => {
      holders ??= loaders.holders(tokens);
      return holdersOn(await holders, day);
    },
  }));
}

/** The supply of one token, at the end of what is read. */
export async function tokenSupply(token: TokenRow, _: object, { loaders }: ApiContext) {
  const { asOf } = await loaders.origin();
  return asOf ? supplyOn(await loaders.supply(token), dayOf(asOf)) : NOTHING;
}

/** Holders of one token, at the end of what is read. */
export async function tokenHolders(token: TokenRow, _: object, { loaders }: ApiContext) {
  const { asOf } = await loaders.origin();
  return asOf ? holdersOn(await loaders.holders([token]), dayOf(asOf)) : null;
}

const NOTHING: Supply = { totalShares: null, issuerHeldShares: null, circulatingShares: null };

/** What the shares of each issuer are worth at the last traded prices before the end of a day. */
export async function issuerSupplies(_: unknown, args: { to?: string | null }, { loaders, reader }: ApiContext) {
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const window = windowOf(args, origin);
  if (!window) return [];
  const assets = [...catalogue.tokensOfAsset].map(([key, tokens]) => ({
    asset: need(catalogue.assets, key, 'asset'),
    tokens,
  }));
  const priced = await sharePrices(
    reader,
    assets.flatMap(({ tokens }) => tokens),
    window.to,
  );
  const parts = await Promise.all(
    assets.map(async ({ asset, tokens }) => {
      const supplies = await suppliesOf(loaders, tokens);
      const price = priced.get(asset.key) ?? null;
      const supply = tickerSupplyOn(supplies, window.to);
      return { issuerId: asset.issuerId, seen: supplies.some(({ seen }) => seen), supply, price };
    }),
  );
  const byIssuer = Map.groupBy(
    parts.filter(({ seen }) => seen),
    ({ issuerId }) => issuerId,
  );
  return [...byIssuer].map(([id, own]) => {
    const known = own.filter(({ supply, price }) => supply.circulatingShares !== null && price !== null);
    const worth = (field: keyof Supply) =>
      known.length === 0
        ? null
        : sum(known.map(({ supply, price }) => times(supply[field] as string, price as string)));
    return {
      issuer: need(catalogue.issuers, id, 'issuer'),
      tickers: own.length,
      tickersKnown: known.length,
      totalUsd: worth('totalShares'),
      issuerHeldUsd: worth('issuerHeldShares'),
      circulatingUsd: worth('circulatingShares'),
    };
  });
}

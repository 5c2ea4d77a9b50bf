import { type Decimal, sum, times } from '@tokentape/core/decimal.ts';
import { need } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { dayOf, daysOf } from '../day.ts';
import { holdersOn } from '../holder-book.ts';
import type { Loaders } from '../loaders.ts';
import type { TokenRow } from '../queries/catalogue-rows.ts';
import { type PrimaryDayRow, primaryDays } from '../queries/primary-days.ts';
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

/**
 * What the shares of each issuer are worth at the last traded prices before the end of a window, and what it minted and
 * redeemed against orders within it.
 */
export async function issuerSupplies(
  _: unknown,
  args: { from?: string | null; to?: string | null },
  { loaders, reader }: ApiContext,
) {
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const window = windowOf(args, origin);
  if (!window) return [];
  const tokens = [...catalogue.tokensOfAsset.values()].flat();
  const keys = tokens.map(({ key }) => key);
  const [prices, orders, supplies] = await Promise.all([
    sharePrices(reader, tokens.map(inOwnUnits), window.to),
    primaryDays(reader, window, keys),
    suppliesOf(loaders, tokens),
  ]);
  const issuerOf = (key: number): string => {
    const { assetKey } = need(catalogue.tokens, key, 'token');
    return need(catalogue.assets, assetKey as number, 'asset').issuerId;
  };
  const seen = supplies.filter((supply) => supply.seen);
  const byIssuer = Map.groupBy(seen, ({ token }) => issuerOf(token.key));
  const ordersOf = Map.groupBy(orders, ({ tokenKey }) => issuerOf(tokenKey));
  return [...byIssuer].map(([id, own]) => ({
    issuer: need(catalogue.issuers, id, 'issuer'),
    ...worthOf(own, prices, window.to),
    ...ordered(ordersOf.get(id) ?? []),
  }));
}

/** A token whose unit rule is not known still has a price of its own: what it is worth needs no shares. */
const inOwnUnits = (token: TokenRow): TokenRow =>
  token.unitRule === 'unknown' ? { ...token, unitRule: 'plain' } : token;

function worthOf(supplies: readonly TokenSupply[], prices: ReadonlyMap<number, Decimal>, day: string) {
  const tickers = [...Map.groupBy(supplies, ({ token }) => token.assetKey as number)].map(([assetKey, own]) => ({
    supply: tickerSupplyOn(
      own.map((supply) => ({ ...supply, token: inOwnUnits(supply.token) })),
      day,
    ),
    price: prices.get(assetKey) ?? null,
  }));
  const known = tickers.filter(({ supply, price }) => supply.circulatingShares !== null && price !== null);
  const worth = (field: keyof Supply) =>
    known.length === 0 ? null : sum(known.map(({ supply, price }) => times(supply[field] as string, price as string)));
  return {
    tickers: tickers.length,
    tickersKnown: known.length,
    totalUsd: worth('totalShares'),
    issuerHeldUsd: worth('issuerHeldShares'),
    circulatingUsd: worth('circulatingShares'),
  };
}

const ordered = (days: readonly PrimaryDayRow[]) => ({
  primaryOrders: days.reduce((total, { mints, redemptions }) => total + mints + redemptions, 0),
  mintedUsd: sum(days.map((each) => each.mintedUsd)),
  redeemedUsd: sum(days.map((each) => each.redeemedUsd)),
});

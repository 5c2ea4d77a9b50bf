import { type Decimal, fromRaw, sum } from '@tokentape/core/decimal.ts';
import { shares } from '@tokentape/core/units.ts';
import type { Catalogue } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { addDays, daysOf, startOf } from '../day.ts';
import { findTicker } from '../find-ticker.ts';
import type { TokenRow } from '../queries/catalogue-rows.ts';
import { type PrimaryDayRow, primaryDays } from '../queries/primary-days.ts';
import type { Window } from '../queries/stats.ts';
import type { TokenSupply } from '../supply-book.ts';
import { assertSeries, windowOf } from '../window.ts';
import type { ScopeArgs } from './scope.ts';
import type { TickerSource } from './sources.ts';

type Args = Pick<ScopeArgs, 'asset' | 'issuer' | 'chain'> & { from?: string | null; to?: string | null };

/** Orders that issuers filled themselves, day by day. */
export async function primaryMarket(_: unknown, args: Args, context: ApiContext) {
  const [catalogue, origin] = await Promise.all([context.loaders.catalogue(), context.loaders.origin()]);
  const window = windowOf(args, origin);
  return window ? seriesOf(window, tokensIn(catalogue, args), Boolean(args.asset), context) : [];
}

/** The same of a ticker over its window. */
export const tickerPrimaryMarket = ({ tokens, window }: TickerSource, _: object, context: ApiContext) =>
  window ? seriesOf(window, tokens, true, context) : [];

/** Every token in a scope: orders are for tokens without a pool too. */
function tokensIn(catalogue: Catalogue, { asset, issuer, chain }: Args): TokenRow[] {
  const found = asset ? findTicker(catalogue, asset) : undefined;
  const chainKey = chain ? (catalogue.chainById.get(chain)?.key ?? -1) : null;
  return [...catalogue.tokensOfAsset]
    .filter(([key]) => !asset || key === found?.key)
    .filter(([key]) => !issuer || catalogue.assets.get(key)?.issuerId === issuer)
    .flatMap(([, tokens]) => tokens)
    .filter((token) => chainKey === null || token.chainKey === chainKey);
}

/** @param one all tokens are of one ticker, so that their amounts add up */
async function seriesOf(window: Window, tokens: readonly TokenRow[], one: boolean, { loaders, reader }: ApiContext) {
  assertSeries(window);
  const rows = await primaryDays(
    reader,
    window,
    tokens.map(({ key }) => key),
  );
  const ordered = new Set(rows.map(({ tokenKey }) => tokenKey));
  const own = one ? tokens.filter(({ key }) => ordered.has(key)) : [];
  const supplies = new Map((await Promise.all(own.map((token) => loaders.supply(token)))).map((s) => [s.token.key, s]));
  const byDay = Map.groupBy(rows, ({ day }) => day);
  return daysOf(window.from, window.to).map((day) => pointOf(day, byDay.get(day) ?? [], one ? supplies : null));
}

function pointOf(day: string, rows: readonly PrimaryDayRow[], supplies: ReadonlyMap<number, TokenSupply> | null) {
  const count = (of: (row: PrimaryDayRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const amount = (of: (row: PrimaryDayRow) => string, inShares: boolean): Decimal | null => {
    const parts = rows.map((row) => supplies && amountOf(supplies.get(row.tokenKey), of(row), day, inShares));
    return supplies === null || parts.includes(null) ? null : sum(parts as Decimal[]);
  };
  const [mints, redemptions] = [count((row) => row.mints), count((row) => row.redemptions)];
  return {
    day,
    orders: mints + redemptions,
    mints,
    redemptions,
    unpricedOrders: count((row) => row.unpriced),
    mintedUsd: sum(rows.map((row) => row.mintedUsd)),
    redeemedUsd: sum(rows.map((row) => row.redeemedUsd)),
    mintedTokens: amount((row) => row.mintedRaw, false),
    redeemedTokens: amount((row) => row.redeemedRaw, false),
    mintedShares: amount((row) => row.mintedRaw, true),
    redeemedShares: amount((row) => row.redeemedRaw, true),
  };
}

function amountOf(supply: TokenSupply | undefined, raw: string, day: string, inShares: boolean): Decimal | null {
  if (!supply || supply.token.decimals === null) return null;
  const { decimals, unitRule } = supply.token;
  if (!inShares) return fromRaw(raw, decimals);
  const end = startOf(addDays(day, 1));
  const inForce = supply.multipliers.findLast(({ since }) => since < end)?.value ?? null;
  return shares(BigInt(raw), { decimals, unitRule, multiplier: inForce ?? '1', wrapperRate: inForce });
}

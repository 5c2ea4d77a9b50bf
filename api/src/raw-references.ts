import type { Ratio } from '@tokentape/core/curves/ratio.ts';
import { USD_SCALE } from '@tokentape/core/liquidity/usd.ts';
import { type ReferenceSeries, referenceSeries } from '@tokentape/core/pricing/reference-series.ts';
import { isMarketOpen } from '@tokentape/core/registry/calendar/session.ts';
import { type Catalogue, type CataloguePool, need } from './catalogue.ts';
import type { Reader } from './database.ts';
import { addDays, startOf } from './day.ts';
import type { TokenRow } from './queries/catalogue-rows.ts';
import { feedAnswers } from './queries/feed-answers.ts';
import { type MultiplierChangeRow, multiplierChanges } from './queries/multiplier-changes.ts';
import type { Window } from './queries/stats.ts';

/** References of underlyings over a stretch of time, by underlying; those without an answer are missing. */
export async function readReferences(
  reader: Reader,
  underlyings: readonly string[],
  from: Date,
  to: Date,
): Promise<ReadonlyMap<string, ReferenceSeries>> {
  if (underlyings.length === 0) return new Map();
  const rows = await feedAnswers(reader, underlyings, from, to);
  const own = Map.groupBy(rows, ({ underlying }) => underlying);
  return new Map([...own].map(([underlying, answers]) => [underlying, referenceSeries(answers)]));
}

/** What the real share is worth per raw unit of a pool's stock at a moment of an open market, in 10^−12 dollars. */
export async function rawReferences(
  reader: Reader,
  catalogue: Catalogue,
  window: Window,
  poolKeys: readonly number[],
): Promise<(pool: CataloguePool) => (time: number) => Ratio | null> {
  const tokens = new Map(poolKeys.flatMap((key) => stockOf(catalogue, need(catalogue.pools, key, 'pool')) ?? []));
  const underlyings = [...new Set([...tokens.values()].flatMap((token) => underlyingOf(catalogue, token) ?? []))];
  const [references, changes] = await Promise.all([
    readReferences(reader, underlyings, startOf(window.from), startOf(addDays(window.to, 1))),
    multiplierChanges(reader, [...tokens.keys()]),
  ]);
  const changesOf = Map.groupBy(changes, ({ tokenKey }) => tokenKey);
  return (pool) => {
    const token = pool.stockKey === null ? undefined : tokens.get(pool.stockKey);
    const series = token && references.get(underlyingOf(catalogue, token) ?? '');
    return series ? rawReference(token, series, changesOf.get(token.key) ?? []) : () => null;
  };
}

const stockOf = (catalogue: Catalogue, { stockKey }: CataloguePool): [number, TokenRow][] =>
  stockKey === null ? [] : [[stockKey, need(catalogue.tokens, stockKey, 'token')]];

function underlyingOf(catalogue: Catalogue, { assetKey }: TokenRow): string | null {
  return assetKey === null ? null : (catalogue.assets.get(assetKey)?.underlying ?? null);
}

function rawReference(token: TokenRow, series: ReferenceSeries, changes: readonly MultiplierChangeRow[]) {
  return (time: number): Ratio | null => {
    if (token.decimals === null || !isMarketOpen(time)) return null;
    const reference = series.at(time);
    const perToken = sharesPerToken(token, changes, time);
    if (reference === null || perToken === null || time - reference.time > reference.maxAgeSeconds) return null;
    const [price, shares] = [fractionOf(reference.priceUsd), fractionOf(perToken)];
    return {
      numerator: price.numerator * shares.numerator * USD_SCALE,
      denominator: price.denominator * shares.denominator * 10n ** BigInt(token.decimals),
    };
  };
}

/** As fills have their shares: one where a raw-stable token's multiplier was never seen to change. */
function sharesPerToken({ unitRule }: TokenRow, changes: readonly MultiplierChangeRow[], time: number): string | null {
  if (unitRule === 'rebasing' || unitRule === 'plain') return '1';
  if (unitRule === 'unknown') return null;
  const change = changes.findLast(({ since }) => since.getTime() <= time * 1_000);
  return change?.value ?? (unitRule === 'raw-stable' ? '1' : null);
}

function fractionOf(decimal: string): Ratio {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) };
}

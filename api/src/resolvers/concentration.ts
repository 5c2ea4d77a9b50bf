import { compare, type Decimal, ratio, sum, times } from '@tokentape/core/decimal.ts';
import { adjustedVolumeUsd } from '@tokentape/core/metrics/adjusted-volume.ts';
import type { Catalogue } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { findTicker } from '../find-ticker.ts';
import { heldToken } from '../holder-book.ts';
import type { FlaggedVolumeRow } from '../queries/flagged-volume.ts';
import { holderParts } from '../queries/holder-parts.ts';
import type { PoolFigures } from '../queries/pool-figures.ts';
import type { Window } from '../queries/stats.ts';
import {
  type ConcentrationSums,
  poolTraderConcentration,
  traderConcentration,
} from '../queries/trader-concentration.ts';
import { sharesOn } from '../supply-book.ts';
import type { WashBook } from '../wash-book.ts';
import { windowOf } from '../window.ts';
import { largestFirst } from './pool-state.ts';
import { type PoolSide, type ScopeArgs, scopeOf } from './scope.ts';
import { tickerSource } from './sources.ts';

type Args = ScopeArgs & { from?: string | null; to?: string | null };

/** How concentrated the volume of a scope is over its tickers, pools and traders. */
export async function concentration(_: unknown, args: Args, { loaders, reader }: ApiContext) {
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const window = windowOf(args, origin);
  if (!window) return [];
  const { tokenKeys, pools: chosen } = scopeOf(catalogue, args);
  if (chosen) {
    const [figures, traders] = await Promise.all([
      loaders.poolFigures(window),
      poolTraderConcentration(
        reader,
        window,
        chosen.map(({ poolKey }) => poolKey),
      ),
    ]);
    const flagged = flaggedOfPools(chosen.map(({ poolKey }) => poolKey));
    return [
      ofVolume('TICKERS', sumsOf(volumePerAsset(catalogue, chosen, figures)), window, flagged),
      ofVolume('POOLS', sumsOf(chosen.map(({ poolKey }) => figures.get(poolKey)?.volumeUsd ?? '0')), window, flagged),
      ofVolume('TRADERS', traders, window, flagged),
    ];
  }
  const tokens = new Set(tokenKeys);
  const pools = [...catalogue.pools.values()].filter(({ stockKey }) => stockKey !== null && tokens.has(stockKey));
  const [sums, figures, traders] = await Promise.all([
    loaders.assetStats(window, tokenKeys),
    loaders.poolFigures(window),
    traderConcentration(reader, window, tokenKeys),
  ]);
  return [
    ofVolume(
      'TICKERS',
      sumsOf([...sums.values()].map(({ volumeUsd }) => volumeUsd)),
      window,
      flaggedOfTokens(tokens, ({ usd }) => usd),
    ),
    ofVolume(
      'POOLS',
      sumsOf(pools.map(({ key }) => figures.get(key)?.volumeUsd ?? '0')),
      window,
      flaggedOfPools(pools.map(({ key }) => key)),
    ),
    ofVolume(
      'TRADERS',
      traders,
      window,
      flaggedOfTokens(tokens, ({ inTotalUsd }) => inTotalUsd),
    ),
    ...(await holderConcentration(catalogue, args, window.to, { loaders, reader })),
  ];
}

/** Over the holders of one ticker, in shares: those of several tickers do not add up. */
async function holderConcentration(
  catalogue: Catalogue,
  { asset, chain }: Args,
  day: string,
  { loaders, reader }: Pick<ApiContext, 'loaders' | 'reader'>,
) {
  const found = asset ? findTicker(catalogue, asset) : undefined;
  if (!found) return [];
  const chainKey = chain ? (catalogue.chainById.get(chain)?.key ?? -1) : null;
  const { tokens } = tickerSource(catalogue, found, null, chainKey);
  const supplies = await Promise.all(tokens.map((token) => loaders.supply(token)));
  const seen = supplies.filter((supply) => supply.seen);
  const weighed = seen.map((supply) => ({ held: heldToken(supply.token), shares: sharesOn(supply, '1', day) }));
  // Only a history from the first mint on says who holds how much.
  if (seen.length === 0 || (await loaders.holders(tokens)) === null) return [];
  const known = weighed.flatMap(({ held, shares }) => (held && shares !== null ? [{ ...held, shares }] : []));
  if (known.length < seen.length) return [];
  const parts = await holderParts(reader, known, await loaders.notHolders(tokens), day);
  return [{ ...shape('HOLDERS', parts), volumeUsd: null, adjustedVolumeUsd: null, shares: sum([parts.total]) }];
}

/** Dollars that the wash rules flag of what the parts of a whole traded. */
type Flagged = (book: WashBook) => Decimal;

const flaggedOfPools =
  (poolKeys: readonly number[]): Flagged =>
  ({ pools }) =>
    sum(poolKeys.map((key) => pools.get(key)?.flaggedUsd ?? '0'));

const flaggedOfTokens =
  (tokens: ReadonlySet<number>, usdOf: (row: FlaggedVolumeRow) => Decimal): Flagged =>
  ({ flagged }) =>
    sum(flagged.filter(({ tokenKey }) => tokens.has(tokenKey)).map(usdOf));

/** Parts of a volume; the adjusted one is only read where it is asked for. */
function ofVolume(over: string, sums: ConcentrationSums, window: Window, flagged: Flagged) {
  return {
    ...shape(over, sums),
    adjustedVolumeUsd: async (_: object, { loaders }: ApiContext) =>
      adjustedVolumeUsd(sums.total, flagged(await loaders.wash(window))),
  };
}

function volumePerAsset(
  catalogue: Catalogue,
  pools: readonly PoolSide[],
  figures: ReadonlyMap<number, PoolFigures>,
): string[] {
  const byAsset = Map.groupBy(pools, ({ tokenKey }) => catalogue.tokens.get(tokenKey)?.assetKey);
  return [...byAsset.values()].map((own) => sum(own.map(({ poolKey }) => figures.get(poolKey)?.volumeUsd ?? '0')));
}

function sumsOf(parts: readonly string[]): ConcentrationSums {
  const known = parts.filter((part) => compare(part, '0') > 0).sort(largestFirst);
  return {
    parts: known.length,
    total: sum(known),
    squares: sum(known.map((part) => times(part, part))),
    top: known.slice(0, 10),
  };
}

/** Shares of the largest parts, and METRICS' Herfindahl index with its effective number, from sums alone. */
function shape(over: string, { parts, total, squares, top }: ConcentrationSums) {
  const topShare = (count: number) => ratio(sum(top.slice(0, count)), total);
  const squared = times(total, total);
  return {
    over,
    parts,
    volumeUsd: total,
    top1Share: topShare(1),
    top3Share: topShare(3),
    top5Share: topShare(5),
    top10Share: topShare(10),
    hhi: ratio(times(squares, '10000'), squared),
    effectiveNumber: ratio(squared, squares),
  };
}

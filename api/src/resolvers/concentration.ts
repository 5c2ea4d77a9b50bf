import { compare, ratio, sum, times } from '@tokentape/core/decimal.ts';
import type { Catalogue } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import type { PoolFigures } from '../queries/pool-figures.ts';
import {
  type ConcentrationSums,
  poolTraderConcentration,
  traderConcentration,
} from '../queries/trader-concentration.ts';
import { windowOf } from '../window.ts';
import { largestFirst } from './pool-state.ts';
import { type PoolSide, type ScopeArgs, scopeOf } from './scope.ts';

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
    return [
      shape('TICKERS', sumsOf(volumePerAsset(catalogue, chosen, figures))),
      shape('POOLS', sumsOf(chosen.map(({ poolKey }) => figures.get(poolKey)?.volumeUsd ?? '0'))),
      shape('TRADERS', traders),
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
    shape('TICKERS', sumsOf([...sums.values()].map(({ volumeUsd }) => volumeUsd))),
    shape('POOLS', sumsOf(pools.map(({ key }) => figures.get(key)?.volumeUsd ?? '0'))),
    shape('TRADERS', traders),
  ];
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

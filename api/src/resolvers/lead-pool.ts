import type { CataloguePool } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { depthTwoPercent, largestFirst } from './pool-state.ts';
import { poolsOf, type TickerSource } from './sources.ts';

/** The pool of a ticker with the most volume over the window, of pools without any the deepest; null without a pool. */
export async function leadPoolOf(source: TickerSource, { loaders }: ApiContext): Promise<CataloguePool | null> {
  if (!source.window) return null;
  const figures = await loaders.poolFigures(source.window);
  const rated = poolsOf(await loaders.catalogue(), source).map((pool) => {
    const own = figures.get(pool.key);
    return { pool, volume: own?.volumeUsd ?? '0', depth: depthTwoPercent(own) };
  });
  rated.sort((a, b) => largestFirst(a.volume, b.volume) || largestFirst(a.depth, b.depth));
  return rated[0]?.pool ?? null;
}

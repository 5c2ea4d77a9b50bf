import { compare } from '@tokentape/core/decimal.ts';
import { ApiError } from '../api-error.ts';
import type { Catalogue, CataloguePool } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { findTicker } from '../find-ticker.ts';
import type { PoolFigures } from '../queries/pool-figures.ts';
import type { Window } from '../queries/stats.ts';
import { windowOf } from '../window.ts';
import { curveShape } from './curve-now.ts';
import { keysetPage } from './keyset-page.ts';
import { depthTwoPercent, poolState } from './pool-state.ts';
import type { PoolSource } from './sources.ts';
import { matches } from './tickers.ts';

export interface PoolsArgs {
  first: number;
  after?: string | null;
  orderBy: 'VOLUME' | 'WASH_SHARE' | 'TRADES' | 'TVL' | 'DEPTH';
  asset?: string | null;
  chain?: string | null;
  dex?: string | null;
  state?: string | null;
  search?: string | null;
  from?: string | null;
  to?: string | null;
}

const VALUES: Record<
  Exclude<PoolsArgs['orderBy'], 'WASH_SHARE'>,
  (figures: PoolFigures | undefined) => string | number | null
> = {
  VOLUME: (figures) => figures?.volumeUsd ?? '0',
  TRADES: (figures) => figures?.trades ?? 0,
  TVL: (figures) => figures?.tvlUsd ?? null,
  DEPTH: depthTwoPercent,
};

export async function pools(_: unknown, args: PoolsArgs, context: ApiContext) {
  const { loaders } = context;
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const window = windowOf(args, origin);
  const figures = window ? await loaders.poolFigures(window) : new Map<number, PoolFigures>();
  const found = ofAsset(catalogue, args.asset)
    .filter((pool) => pool.stockKey !== null)
    .filter((pool) => !args.chain || catalogue.chains.get(pool.chainKey)?.id === args.chain)
    .filter((pool) => !args.dex || catalogue.dexes.get(pool.dexKey)?.id === args.dex)
    .filter((pool) => !args.state || poolState(figures.get(pool.key)).toUpperCase() === args.state)
    .filter((pool) => matches(args.search, namesOf(catalogue, pool)));
  const { first: _first, after: _after, ...question } = args;
  const order = {
    valueOf: await readerOf(args.orderBy, figures, window, context),
    idOf: ({ pool }: PoolSource) => pool.id,
    compare: (a: string | number, b: string | number) => compare(String(b), String(a)),
  };
  const sources = found.map((pool): PoolSource => ({ pool, window }));
  return keysetPage(sources, order, args, { field: 'pools', ...question });
}

async function readerOf(
  by: PoolsArgs['orderBy'],
  figures: ReadonlyMap<number, PoolFigures>,
  window: Window | null,
  { loaders }: ApiContext,
): Promise<(source: PoolSource) => string | number | null> {
  if (by !== 'WASH_SHARE') return ({ pool }) => VALUES[by](figures.get(pool.key));
  const book = window ? await loaders.wash(window) : undefined;
  return ({ pool }) => book?.pools.get(pool.key)?.washShare ?? null;
}

export async function pool(_: unknown, args: { id: string; from?: string; to?: string }, { loaders }: ApiContext) {
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const found = catalogue.poolById.get(args.id);
  return found ? { pool: found, window: windowOf(args, origin) } : null;
}

/** @throws ApiError `BAD_ARGUMENT` for an instant that is not indexed yet */
export async function liquidityAt(_: unknown, args: { pool: string; at: Date }, context: ApiContext) {
  const [catalogue, { asOf }] = await Promise.all([context.loaders.catalogue(), context.loaders.origin()]);
  if (!asOf || args.at > asOf) throw new ApiError('BAD_ARGUMENT', 'at must be an instant that is indexed.');
  const found = catalogue.poolById.get(args.pool);
  return found ? curveShape(found, args.at, context) : null;
}

function ofAsset(catalogue: Catalogue, text: string | null | undefined): CataloguePool[] {
  if (!text) return [...catalogue.pools.values()];
  const asset = findTicker(catalogue, text);
  return asset ? (catalogue.poolsOfAsset.get(asset.key) ?? []) : [];
}

function namesOf(catalogue: Catalogue, pool: CataloguePool): (string | null)[] {
  const sides = [catalogue.tokens.get(pool.token0Key), catalogue.tokens.get(pool.token1Key)];
  return [pool.id, catalogue.dexes.get(pool.dexKey)?.name ?? null, ...sides.map((side) => side?.symbol ?? null)];
}

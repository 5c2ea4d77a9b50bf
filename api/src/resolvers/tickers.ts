import { compare } from '@tokentape/core/decimal.ts';
import { ApiError } from '../api-error.ts';
import type { Catalogue } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { findTicker } from '../find-ticker.ts';
import type { AssetStatsRow } from '../queries/asset-stats.ts';
import type { PoolFigures } from '../queries/pool-figures.ts';
import type { Window } from '../queries/stats.ts';
import { windowOf } from '../window.ts';
import { keysetPage, type Order } from './keyset-page.ts';
import { depthTwoPercent, largestFirst } from './pool-state.ts';
import { poolsOf, type TickerSource, tickerSource } from './sources.ts';
import { tradersOf } from './trader-counts.ts';

export interface TickersArgs {
  first: number;
  after?: string | null;
  orderBy: 'VOLUME' | 'TRADES' | 'TRADERS' | 'SYMBOL' | 'DEPTH';
  search?: string | null;
  issuer?: string | null;
  chain?: string | null;
  from?: string | null;
  to?: string | null;
  tradedOnly: boolean;
}

/** Longest text to search for. */
const SEARCH_LENGTH = 100;

export async function tickers(_: unknown, args: TickersArgs, context: ApiContext) {
  const { loaders } = context;
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const window = windowOf(args, origin);
  const chainKey = args.chain ? (catalogue.chainById.get(args.chain)?.key ?? -1) : null;
  const found = [...catalogue.assets.values()]
    .filter((asset) => !args.issuer || asset.issuerId === args.issuer)
    .filter((asset) => matches(args.search, [asset.symbol, asset.name, asset.underlying]))
    .map((asset) => tickerSource(catalogue, asset, window, chainKey))
    .filter((source) => source.tokens.length > 0);
  const chainTokens = chainKey === null ? null : found.flatMap(({ tokens }) => tokens.map((token) => token.key));
  const sums = window ? await loaders.assetStats(window, chainTokens) : new Map<number, AssetStatsRow>();
  const shown = args.tradedOnly
    ? found.filter((source) => sums.has(source.asset.key) || poolsOf(catalogue, source).length > 0)
    : found;
  const { first: _first, after: _after, ...question } = args;
  return keysetPage(shown, await orderOf(args.orderBy, shown, sums, catalogue, window, context), args, {
    field: 'tickers',
    ...question,
  });
}

export async function ticker(_: unknown, args: { id: string; from?: string; to?: string }, { loaders }: ApiContext) {
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const asset = findTicker(catalogue, args.id);
  return asset ? tickerSource(catalogue, asset, windowOf(args, origin)) : null;
}

/** @throws ApiError `BAD_ARGUMENT` for a text longer than any name */
export function matches(search: string | null | undefined, names: readonly (string | null)[]): boolean {
  if (!search) return true;
  if (search.length > SEARCH_LENGTH) throw new ApiError('BAD_ARGUMENT', 'The text to search for is too long.');
  const wanted = search.toLowerCase();
  return names.some((name) => name?.toLowerCase().includes(wanted));
}

async function orderOf(
  by: TickersArgs['orderBy'],
  found: readonly TickerSource[],
  sums: ReadonlyMap<number, AssetStatsRow>,
  catalogue: Catalogue,
  window: Window | null,
  { loaders }: ApiContext,
): Promise<Order<TickerSource>> {
  const idOf = ({ asset }: TickerSource) => asset.id;
  const down = (a: string | number, b: string | number) => compare(String(b), String(a));
  if (by === 'SYMBOL') {
    return { idOf, valueOf: ({ asset }) => asset.symbol, compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0) };
  }
  if (by === 'DEPTH') {
    const figures = window ? await loaders.poolFigures(window) : new Map<number, PoolFigures>();
    const best = (source: TickerSource) =>
      poolsOf(catalogue, source)
        .map((pool) => depthTwoPercent(figures.get(pool.key)))
        .sort(largestFirst)[0] ?? null;
    return { idOf, valueOf: best, compare: down };
  }
  if (by === 'TRADERS' && window) {
    const counts = await Promise.all(
      found.map(async ({ asset, tokens }) => {
        const tokenKeys = tokens.map((token) => token.key);
        return [asset.key, await tradersOf({ window, tokenKeys }, loaders)] as const;
      }),
    );
    const traders = new Map(counts);
    return { idOf, valueOf: ({ asset }) => traders.get(asset.key) ?? 0, compare: down };
  }
  const read = (row: AssetStatsRow | undefined) => (by === 'TRADES' ? row?.trades : row?.volumeUsd) ?? 0;
  return { idOf, valueOf: ({ asset }) => read(sums.get(asset.key)), compare: down };
}

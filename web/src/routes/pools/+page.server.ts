import { poolsQuery } from '#lib/api/pools-query.ts';
import type { PoolOrder, PoolState } from '#lib/api/types.ts';
import { readSearch } from '#lib/query-text.ts';
import { requireStatus, requireWindow } from '#lib/require-window.ts';
import { readSort } from '#lib/sort.ts';
import type { PageServerLoad } from './$types';
import { readState } from './pool-states.ts';

const PAGE = 50;
const ORDERS = { volume: 'VOLUME', trades: 'TRADES', tvl: 'TVL', depth: 'DEPTH' } as const satisfies Record<
  string,
  PoolOrder
>;
const sortKeys = Object.keys(ORDERS) as (keyof typeof ORDERS)[];

export const load: PageServerLoad = async ({ locals: { api }, parent, url }) => {
  const shell = await parent();
  const window = requireWindow(shell, url);
  const { chains } = requireStatus(shell);
  // A chain that is not indexed has none.
  const chain = chains.find(({ id }) => id === url.searchParams.get('chain'))?.id;
  const { searchParams } = url;
  const state: PoolState | undefined = readState(searchParams.get('state'));
  const search = readSearch(searchParams);
  // The API orders by one direction only: the largest first.
  const { key } = readSort(searchParams.get('sort'), sortKeys, { key: 'volume', descending: true });
  const { pools } = await api.ask(poolsQuery, {
    first: PAGE,
    after: searchParams.get('after') ?? undefined,
    orderBy: ORDERS[key],
    state,
    chain,
    search,
    from: window.from,
    to: window.to,
  });
  return {
    window,
    search: search ?? '',
    state: state ?? null,
    chain: chain ?? null,
    chains: chains.map(({ id, name }) => ({ id, name })),
    sort: { key, descending: true },
    pools: pools.nodes,
    poolCount: pools.totalCount,
    nextCursor: pools.pageInfo.hasNextPage ? pools.pageInfo.endCursor : null,
  };
};

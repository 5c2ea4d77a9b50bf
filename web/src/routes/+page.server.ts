import { overviewQuery } from '#lib/api/overview-query.ts';
import { readDefinition } from '#lib/definition.ts';
import { loadDefinitions } from '#lib/load-definitions.ts';
import { readSearch } from '#lib/query-text.ts';
import { requireWindow } from '#lib/require-window.ts';
import { readSort } from '#lib/sort.ts';
import type { PageServerLoad } from './$types';
import { loadTickers } from './load-tickers.ts';
import { defaultTickerSort, sortTickers, tickerRow, tickerSortKeys } from './ticker-row.ts';

/** Tickers that get a colour of their own in the volume chart. */
const STACKED = 6;

export const load: PageServerLoad = async ({ locals: { api }, parent, url }) => {
  const window = requireWindow(await parent(), url);
  const { from, to } = window;
  const search = readSearch(url.searchParams);
  const sort = readSort(url.searchParams.get('sort'), tickerSortKeys, defaultTickerSort);
  const definition = readDefinition(url.searchParams);
  const [overview, { tickers, totalCount }, definitions] = await Promise.all([
    api.ask(overviewQuery, { from, to, top: STACKED }),
    loadTickers(api, window, search),
    loadDefinitions(api, { from, to }, definition),
  ]);
  return {
    window,
    search: search ?? '',
    sort,
    totals: overview.totals,
    daily: overview.daily,
    top: overview.top.nodes,
    concentration: overview.concentration,
    sessions: overview.sessions,
    retention: overview.retention,
    wash: overview.wash,
    washRules: overview.washRules,
    definition,
    definitions,
    pools: overview.pools.totalCount,
    deadPools: overview.dead.totalCount,
    tickers: sortTickers(tickers.map(tickerRow), sort),
    tickerCount: totalCount,
  };
};

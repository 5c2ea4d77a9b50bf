import { issuerSuppliesQuery } from '#lib/api/issuers-query.ts';
import { requireWindow } from '#lib/require-window.ts';
import { loadTickers } from '../load-tickers.ts';
import type { PageServerLoad } from './$types';
import { issuerRows, sources } from './issuer-rows.ts';
import { loadIssuerTotals } from './load-issuer-totals.ts';

export const load: PageServerLoad = async ({ locals: { api, language }, parent, url }) => {
  const window = requireWindow(await parent(), url);
  // Texts are picked here, by the language that the address may name.
  url.searchParams.get('lang');
  const { tickers, totalCount } = await loadTickers(api, window, undefined);
  const { issuerSupplies } = await api.ask(issuerSuppliesQuery, { from: window.from, to: window.to });
  const ordered = issuerSupplies.filter(({ primaryOrders }) => primaryOrders > 0);
  const ids = new Set([...tickers, ...ordered].map(({ issuer }) => issuer.id));
  const totals = await loadIssuerTotals(api, window, [...ids]);
  return {
    window,
    rows: issuerRows(tickers, totals, issuerSupplies, language),
    sources,
    tickersCounted: tickers.length,
    tickerCount: totalCount,
  };
};

import { error, redirect } from '@sveltejs/kit';
import { ownershipQuery } from '#lib/api/ownership-query.ts';
import { tickerQuery } from '#lib/api/ticker-query.ts';
import { askMeasured } from '#lib/ask-measured.ts';
import { readDefinition } from '#lib/definition.ts';
import { FILLS_PER_PAGE } from '#lib/fills-per-page.ts';
import { tickerPath } from '#lib/links.ts';
import { loadDefinitions } from '#lib/load-definitions.ts';
import { requireStatus, requireWindow } from '#lib/require-window.ts';
import type { PageServerLoad } from './$types';
import { loadMeasured } from './load-measured.ts';

export const load: PageServerLoad = async ({ locals: { api }, params, parent, url }) => {
  const shell = await parent();
  const window = requireWindow(shell, url);
  const { from, to } = window;
  const after = url.searchParams.get('after') ?? undefined;
  const answer = await api.ask(tickerQuery, { id: params.id, from, to, fills: FILLS_PER_PAGE, after });
  if (!answer.ticker) error(404, 'No such ticker.');
  // The API also knows a ticker by its symbol; the address that is shared names it by its id.
  if (answer.ticker.id !== params.id) redirect(307, tickerPath(answer.ticker.id) + url.search);
  const measured = loadMeasured(api, { id: answer.ticker.id, from, to }, url, requireStatus(shell));
  const definition = readDefinition(url.searchParams);
  const [definitions, owned] = await Promise.all([
    loadDefinitions(api, { asset: answer.ticker.id, from, to }, definition),
    askMeasured(api, ownershipQuery, { id: answer.ticker.id, from, to }),
  ]);
  const { retention, wash } = answer;
  return {
    definition,
    definitions,
    retention,
    wash,
    window,
    ticker: answer.ticker,
    fills: answer.fills,
    washRules: answer.washRules,
    ownership: owned?.ticker ?? null,
    concentration: owned?.concentration ?? [],
    ...(await measured),
  };
};

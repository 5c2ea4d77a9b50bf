import { scoreboardQuery } from '#lib/api/quality-query.ts';
import { askMeasured } from '#lib/ask-measured.ts';
import { requireWindow } from '#lib/require-window.ts';
import type { PageServerLoad } from './$types';

/** Tickers by volume; what is beyond trades too little to hold against anything. */
const TICKERS = 60;

export const load: PageServerLoad = async ({ locals: { api }, parent, url }) => {
  const window = requireWindow(await parent(), url);
  const issuer = url.searchParams.get('issuer') || undefined;
  const { from, to } = window;
  const answer = await askMeasured(api, scoreboardQuery, { issuer, from, to, first: TICKERS });
  const rows = answer?.tickers.nodes.filter(({ againstReference }) => againstReference !== null) ?? [];
  return { window, rows, tooMuch: answer === null };
};

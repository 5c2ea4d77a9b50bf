import { error } from '@sveltejs/kit';
import { poolQuery } from '#lib/api/pool-query.ts';
import { poolQualityQuery } from '#lib/api/quality-query.ts';
import { askMeasured } from '#lib/ask-measured.ts';
import { daysBefore } from '#lib/day-window.ts';
import { FILLS_PER_PAGE } from '#lib/fills-per-page.ts';
import { readGridChoice } from '#lib/grid-choice.ts';
import { readPast } from '#lib/past-request.ts';
import { requireStatus, requireWindow } from '#lib/require-window.ts';
import type { PageServerLoad } from './$types';

/** The API gives at most 2,000 points of a series at once: hours of 83 days. */
const HISTORY_DAYS = 83;

const laterDay = (a: string, b: string): string => (a > b ? a : b);

export const load: PageServerLoad = async ({ locals: { api }, params, parent, url }) => {
  const shell = await parent();
  const window = requireWindow(shell, url);
  const { from, to } = window;
  // Without a single indexed day there is no pool either.
  if (!from || !to) error(404, 'No such pool.');
  const past = readPast(url.searchParams.get('at'), requireStatus(shell));
  const after = url.searchParams.get('after') ?? undefined;
  const answer = await api.ask(poolQuery, {
    id: params.id,
    from,
    historyFrom: laterDay(from, daysBefore(to, HISTORY_DAYS - 1)),
    to,
    fills: FILLS_PER_PAGE,
    after,
    at: past.kind === 'instant' ? past.at : `${to}T00:00:00Z`,
    past: past.kind === 'instant',
  });
  if (!answer.pool) error(404, 'No such pool.');
  const measured = await askMeasured(api, poolQualityQuery, { id: params.id, from, to });
  return {
    window,
    pool: answer.pool,
    past,
    pastLiquidity: answer.liquidityAt ?? null,
    history: answer.depthHistory,
    fills: answer.fills,
    washRules: answer.washRules,
    quality: measured?.pool?.quality ?? null,
    choice: readGridChoice(url.searchParams),
  };
};

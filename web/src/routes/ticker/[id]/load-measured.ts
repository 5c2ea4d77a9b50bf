import type { Api } from '#lib/api/api.ts';
import { realShareQuery, tickerHistoryQuery, tickerPastQuery, tickerQualityQuery } from '#lib/api/quality-query.ts';
import type { Status } from '#lib/api/types.ts';
import { askMeasured } from '#lib/ask-measured.ts';
import { daysBefore } from '#lib/day-window.ts';
import { readGridChoice } from '#lib/grid-choice.ts';
import { readPast } from '#lib/past-request.ts';

/** Curves of a week are rebuilt hour by hour at most. */
const HISTORY_DAYS = 7;

interface Asked {
  id: string;
  from: string | undefined;
  to: string | undefined;
}

/** What of a ticker is measured fill by fill or rebuilt curve by curve, each part for itself. */
export async function loadMeasured(api: Api, { id, from, to }: Asked, url: URL, status: Status) {
  const choice = readGridChoice(url.searchParams);
  const past = readPast(url.searchParams.get('at'), status);
  const first = from && to ? (from > daysBefore(to, HISTORY_DAYS - 1) ? from : daysBefore(to, HISTORY_DAYS - 1)) : null;
  const [quality, real, history, pastAnswer] = await Promise.all([
    askMeasured(api, tickerQualityQuery, { id, from, to }),
    askMeasured(api, realShareQuery, { id, from, to }),
    first && to ? askMeasured(api, tickerHistoryQuery, { id, from: first, to, size: choice.sizeUsd }) : null,
    past.kind === 'instant' ? askMeasured(api, tickerPastQuery, { id, at: past.at }) : null,
  ]);
  return {
    choice,
    past,
    quality: quality?.ticker?.quality ?? null,
    real,
    history: history?.ticker?.liquidity?.history ?? null,
    pastLiquidity: pastAnswer,
  };
}

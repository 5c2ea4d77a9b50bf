import { issuers } from '@tokentape/core/registry/issuers.ts';
import { launchQuery } from '#lib/api/launch-query.ts';
import { daysBefore } from '#lib/day-window.ts';
import { readDefinition } from '#lib/definition.ts';
import { loadDefinitions } from '#lib/load-definitions.ts';
import { requireStatus } from '#lib/require-window.ts';
import { readSort } from '#lib/sort.ts';
import type { PageServerLoad } from './$types';
import { isReported, readLaunchRequest } from './launch-request.ts';
import { defaultLaunchSort, launchSortKeys, sortLaunchTickers } from './launch-sort.ts';

export const load: PageServerLoad = async ({ locals: { api }, parent, url }) => {
  const { chains } = requireStatus(await parent());
  const request = readLaunchRequest(url.searchParams, chains);
  const definition = readDefinition(url.searchParams);
  const { issuer, chain, from } = request;
  const to = daysBefore(from, 1 - request.days);
  const [{ launchReport: report }, definitions] = await Promise.all([
    api.ask(launchQuery, { ...request }),
    loadDefinitions(api, { issuer, chain, from, to }, definition),
  ]);
  const days = report.days.map(({ day }) => day);
  const sort = readSort(url.searchParams.get('sort'), launchSortKeys, defaultLaunchSort);
  // The day with published figures by ticker is the one to begin with.
  const published = report.tickers.find(({ publishedVolumeUsd }) => publishedVolumeUsd !== null)?.day;
  const day = days.find((each) => each === url.searchParams.get('day')) ?? published ?? days.at(-1) ?? null;
  const { tickers, reconciliation, ...rest } = report;
  return {
    report: rest,
    // A rule can be held only against what was published.
    reconciliation: reconciliation.filter(({ published }) => published !== null),
    day,
    sort,
    tickers: sortLaunchTickers(
      tickers.filter((row) => row.day === day),
      sort,
    ),
    request,
    reported: isReported(request),
    issuers: issuers.map(({ id, name }) => ({ id, name })),
    chains: chains.map(({ id, name }) => ({ id, name })),
    definition,
    definitions,
  };
};

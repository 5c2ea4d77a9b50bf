import { launchQuery } from '#lib/api/launch-query.ts';
import { requireStatus } from '#lib/require-window.ts';
import { readSort } from '#lib/sort.ts';
import type { PageServerLoad } from './$types';
import { defaultLaunchSort, launchSortKeys, sortLaunchTickers } from './launch-sort.ts';

export const load: PageServerLoad = async ({ locals: { api }, parent, url }) => {
  requireStatus(await parent());
  const { launchReport: report } = await api.ask(launchQuery, {});
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
  };
};

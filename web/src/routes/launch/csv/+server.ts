import { launchQuery } from '#lib/api/launch-query.ts';
import { shellQuery } from '#lib/api/shell-query.ts';
import { launchCsv } from '../launch-csv.ts';
import { readLaunchRequest } from '../launch-request.ts';
import type { RequestHandler } from './$types';

/** The launch report that the page of the same address shows, as one CSV file. */
export const GET: RequestHandler = async ({ locals: { api }, url }) => {
  const { status } = await api.ask(shellQuery, {});
  const request = readLaunchRequest(url.searchParams, status.chains);
  const { launchReport } = await api.ask(launchQuery, { ...request });
  const { issuer, chain, from, days } = request;
  const name = `launch-report.${issuer}.${chain}.${from}.${days}d${launchReport.simulated ? '.simulated' : ''}.csv`;
  return new Response(launchCsv(launchReport), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` },
  });
};

import { fillsQuery } from '#lib/api/fills-query.ts';
import { FILLS_PER_PAGE } from '#lib/fills-per-page.ts';
import type { RequestHandler } from './$types';

/** The next page of fills of a ticker or a pool, for "load more". */
export const GET: RequestHandler = async ({ locals: { api }, url }) => {
  const of = (name: string) => url.searchParams.get(name) ?? undefined;
  const { fills } = await api.ask(fillsQuery, {
    first: FILLS_PER_PAGE,
    after: of('after'),
    asset: of('asset'),
    pool: of('pool'),
    from: of('from'),
    to: of('to'),
  });
  return Response.json(fills);
};

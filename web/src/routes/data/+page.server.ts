import { exportsQuery } from '#lib/api/exports-query.ts';
import { publicOrigin } from '#lib/public-origin.ts';
import { requireStatus } from '#lib/require-window.ts';
import type { PageServerLoad } from './$types';

/** Six datasets for a month; older files are asked for through the API. */
const FILES = 186;

export const load: PageServerLoad = async ({ locals: { api, origin }, parent, url }) => {
  requireStatus(await parent());
  const { exports } = await api.ask(exportsQuery, { first: FILES });
  return { files: exports, endpoint: `${publicOrigin(url, origin)}/graphql` };
};

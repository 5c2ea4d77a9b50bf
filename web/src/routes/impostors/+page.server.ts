import { impostorsQuery } from '#lib/api/impostors-query.ts';
import { requireStatus } from '#lib/require-window.ts';
import type { PageServerLoad } from './$types';

const PER_PAGE = 50;

export const load: PageServerLoad = async ({ locals: { api }, parent, url }) => {
  const { chains } = requireStatus(await parent());
  // A chain that is not indexed has none.
  const chain = chains.find(({ id }) => id === url.searchParams.get('chain'))?.id;
  const after = url.searchParams.get('after') ?? undefined;
  const { impostors } = await api.ask(impostorsQuery, { chain, first: PER_PAGE, after });
  return {
    impostors,
    chain: chain ?? null,
    after: after ?? null,
    chains: chains.map(({ id, name }) => ({ id, name })),
  };
};

import { ApiError } from '#lib/api/api-error.ts';
import { shellQuery } from '#lib/api/shell-query.ts';
import { chainNames } from '#lib/chain-name.ts';
import { type MetricDictionary, metricDictionary } from '#lib/metric-dictionary.ts';
import type { LayoutServerLoad } from './$types';

const NO_METRICS: MetricDictionary = {};

export const load: LayoutServerLoad = async ({ locals, url }) => {
  const { language, theme, origin } = locals;
  // Both are in the address; reading them here makes the layout follow a change of either.
  url.searchParams.get('lang');
  url.searchParams.get('theme');
  const view = { language, theme, origin, chainNames: chainNames() };
  try {
    const { status, metrics } = await locals.api.ask(shellQuery, {});
    return { ...view, status, metrics: metricDictionary(metrics, language) };
  } catch (cause) {
    // The frame of the page stays; the page itself then says that the API does not answer.
    if (cause instanceof ApiError) return { ...view, status: null, metrics: NO_METRICS };
    throw cause;
  }
};

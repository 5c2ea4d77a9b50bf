import { getChain } from '@tokentape/core/registry/registry.ts';
import { configuredEndpoints, type Endpoint, publicEndpoint } from '../endpoints.ts';
import type { Env } from '../env.ts';
import { isPortalUrl } from '../sources/sqd-urls.ts';

/** The configured end points, and for each of LIVE_CHAINS without one a public one; says which is which. */
export function liveEndpoints(env: Env, say: (line: string) => void = console.log): Endpoint[] {
  const configured = configuredEndpoints(env);
  const missing = env.LIVE_CHAINS.filter((id) => !configured.some(({ chain }) => chain.id === id));
  const all = [...configured, ...missing.flatMap((id) => publicEndpoint(getChain(id), env) ?? [])];
  for (const endpoint of all) say(`  ${describeEndpoint(endpoint)}`);
  return all;
}

/** One line: hosts only, since paths and queries may hold keys, and the pace to expect. */
export function describeEndpoint(endpoint: Endpoint): string {
  const { chain, rpcUrl, fallbackUrl, historyUrls = [], origin } = endpoint;
  const history = historyUrls.map(hostOf).join(', then ');
  return [
    `${chain.id}: ${hostOf(rpcUrl)} (${origin})`,
    ...(history ? [`history from ${history}`] : []),
    ...(fallbackUrl === undefined ? [] : [`${hostOf(fallbackUrl)} while it fails`]),
    ...paceOf(endpoint),
  ].join('; ');
}

function paceOf({ origin, rpcUrl, historyUrls = [], chain }: Endpoint): string[] {
  if (isPortalUrl(rpcUrl)) return ['no key, at most 20 requests in 10 s, so months of history take hours'];
  if (historyUrls.length > 0) {
    return [
      'no key, 20 to 50 requests in 10 s, so a year of history takes hours and is read by the node where that fails',
    ];
  }
  if (origin !== 'public') return [];
  const perDay = Math.round(86_400 / chain.blockSeconds).toLocaleString('en');
  return [`public and rate-limited: of ${perDay} blocks a day a few thousand come in a request, so a year takes days`];
}

const hostOf = (url: string): string => new URL(url).host;

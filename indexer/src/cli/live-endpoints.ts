import { chains } from '@tokentape/core/registry/registry.ts';
import { configuredEndpoints, type Endpoint, publicEndpoint } from '../endpoints.ts';
import type { Env } from '../env.ts';
import { isPortalUrl } from '../sources/solana/portal-url.ts';

const FIRST_CHAINS = ['solana', 'arbitrum', 'base'];

/** The configured end points, and for the first three chains a public one where none is configured; says which is which. */
export function liveEndpoints(env: Env): Endpoint[] {
  const configured = configuredEndpoints(env);
  const missing = chains.filter(
    (chain) => FIRST_CHAINS.includes(chain.id) && !configured.some((endpoint) => endpoint.chain.id === chain.id),
  );
  const all = [...configured, ...missing.flatMap((chain) => publicEndpoint(chain) ?? [])];
  for (const { chain, rpcUrl, fallbackUrl, origin } of all) {
    const next = fallbackUrl === undefined ? '' : `; ${new URL(fallbackUrl).host} while it fails`;
    console.log(`  ${chain.id}: ${new URL(rpcUrl).host} (${origin}${paceOf(origin, rpcUrl)}${next})`);
  }
  return all;
}

function paceOf(origin: Endpoint['origin'], url: string): string {
  if (origin !== 'public') return '';
  if (isPortalUrl(url)) return '; no key, at most 20 requests in 10 s, so months of history take hours';
  return '; public and rate-limited, so history comes slowly';
}

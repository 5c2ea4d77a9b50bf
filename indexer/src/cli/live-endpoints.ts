import { chains } from '@tokentape/core/registry/registry.ts';
import { configuredEndpoints, type Endpoint, publicEndpoint } from '../endpoints.ts';
import type { Env } from '../env.ts';

const FIRST_CHAINS = ['solana', 'arbitrum', 'base'];

/** The configured end points, and for the first three chains a public one where none is configured; says which is which. */
export function liveEndpoints(env: Env): Endpoint[] {
  const configured = configuredEndpoints(env);
  const missing = chains.filter(
    (chain) => FIRST_CHAINS.includes(chain.id) && !configured.some((endpoint) => endpoint.chain.id === chain.id),
  );
  const all = [...configured, ...missing.flatMap((chain) => publicEndpoint(chain) ?? [])];
  for (const { chain, rpcUrl, origin } of all) {
    const pace = origin === 'public' ? '; public and rate-limited, so history comes slowly' : '';
    console.log(`  ${chain.id}: ${new URL(rpcUrl).host} (${origin}${pace})`);
  }
  return all;
}

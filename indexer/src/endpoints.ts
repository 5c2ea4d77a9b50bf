import { chains } from '@tokentape/core/registry/registry.ts';
import type { Chain } from '@tokentape/core/registry/types.ts';
import type { Env } from './env.ts';
import { portalUrl } from './sources/solana/portal-url.ts';

/** Where one chain is read from. `apiKey` travels apart from the URL so that no log can print it. */
export interface Endpoint {
  chain: Chain;
  rpcUrl: string;
  apiKey?: string;
  /** Where reading goes on while `rpcUrl` fails. */
  fallbackUrl?: string;
  /** `configured`: from the environment; `public`: a keyless one from the chain's data file; `sample`: the simulated market. */
  origin: 'configured' | 'public' | 'sample';
  /** Where to begin when nothing is indexed yet; the chain's beginning when absent. */
  firstBlock?: number;
  /** Where a chain that never grows ends, such as the sample market's. */
  lastBlock?: number;
}

const HELIUS_RPC = 'https://mainnet.helius-rpc.com';

/** The chains that the environment configures; empty when it names none. */
export function configuredEndpoints(env: Env): Endpoint[] {
  return chains.flatMap((chain) => {
    const url = env[`${chain.id.toUpperCase()}_RPC_URL` as keyof Env] as string | undefined;
    if (chain.kind === 'solana' && env.HELIUS_API_KEY) {
      const endpoint = { chain, rpcUrl: url ?? HELIUS_RPC, apiKey: env.HELIUS_API_KEY, origin: 'configured' as const };
      // Beside an end point of the operator's own no public service is asked: it may serve another chain.
      return [url || !chain.sqdDataset ? endpoint : { ...endpoint, fallbackUrl: portalUrl(chain.sqdDataset) }];
    }
    return url ? [{ chain, rpcUrl: url, origin: 'configured' as const }] : [];
  });
}

/**
 * The keyless public end point of a chain, for `start --live` without keys; null when its data file names none. Solana's is
 * the SQD portal: public nodes neither page history by token nor keep all of it.
 */
export function publicEndpoint(chain: Chain): Endpoint | null {
  const portal = chain.kind === 'solana' && chain.sqdDataset ? portalUrl(chain.sqdDataset) : undefined;
  const rpcUrl = portal ?? chain.publicRpc[0];
  return rpcUrl ? { chain, rpcUrl, origin: 'public' } : null;
}

import { chains } from '@tokentape/core/registry/registry.ts';
import type { Chain } from '@tokentape/core/registry/types.ts';
import type { ChainEnv, Env } from './env.ts';
import { gatewayUrl, portalUrl } from './sources/sqd-urls.ts';

/** Where one chain is read from. `apiKey` travels apart from the URL so that no log can print it. */
export interface Endpoint {
  chain: Chain;
  rpcUrl: string;
  apiKey?: string;
  /** Second provider: reading goes on there while `rpcUrl` fails, and on EVM chains the audit asks it. */
  fallbackUrl?: string;
  /** EVM: services that history comes from, in order of preference; the node alone when absent. */
  historyUrls?: string[];
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
    const own = env.chains[chain.id] ?? {};
    const isHelius = chain.kind === 'solana' && env.HELIUS_API_KEY !== undefined;
    const rpcUrl = own.RPC_URL ?? (isHelius ? HELIUS_RPC : undefined);
    if (rpcUrl === undefined) return [];
    // Beside an end point of the operator's own no public service is asked unless told: it may serve another chain.
    const publicFallback = own.RPC_URL === undefined && chain.sqdDataset ? portalUrl(chain.sqdDataset) : undefined;
    const fallbackUrl = own.FALLBACK_URL ?? publicFallback;
    const endpoint: Endpoint = {
      ...{ chain, rpcUrl, origin: 'configured' },
      ...(isHelius ? { apiKey: env.HELIUS_API_KEY! } : {}),
      ...(fallbackUrl === undefined ? {} : { fallbackUrl }),
      ...historyOf(chain, own.HISTORY_URL ?? 'none'),
    };
    return [endpoint];
  });
}

/**
 * The keyless public end point of a chain, for `start --live` without keys; null when its data file names none. EVM history
 * comes from the SQD network where it serves the chain. Solana's end point is the SQD portal: public nodes neither page
 * history by token nor keep all of it.
 */
export function publicEndpoint(chain: Chain, env?: Env): Endpoint | null {
  const own = env?.chains[chain.id] ?? {};
  const portal = chain.kind === 'solana' && chain.sqdDataset ? portalUrl(chain.sqdDataset) : undefined;
  const [first, second] = portal === undefined ? chain.publicRpc : [portal];
  const fallbackUrl = own.FALLBACK_URL ?? second;
  if (first === undefined) return null;
  return {
    ...{ chain, rpcUrl: first, origin: 'public' },
    ...(fallbackUrl === undefined ? {} : { fallbackUrl }),
    ...historyOf(chain, own.HISTORY_URL ?? 'public'),
  };
}

/** Gateways keep fewer chains than portals do and ask for less of a query: they come first. */
function historyOf({ kind, sqdDataset }: Chain, setting: NonNullable<ChainEnv['HISTORY_URL']>): Partial<Endpoint> {
  if (kind !== 'evm' || setting === 'none') return {};
  if (setting !== 'public') return { historyUrls: setting };
  return sqdDataset === null ? {} : { historyUrls: [gatewayUrl(sqdDataset), portalUrl(sqdDataset)] };
}

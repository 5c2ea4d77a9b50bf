import { getChain } from '@tokentape/core/registry/registry.ts';
import { describe, expect, it } from 'vitest';
import { configuredEndpoints, publicEndpoint } from './endpoints.ts';
import type { Env } from './env.ts';
import { isPortalUrl } from './sources/solana/portal-url.ts';

const env = (given: Partial<Env>): Env => ({ WEB_PORT: 3000, API_PORT: 4000, TAPE_DIR: '.tokentape', ...given });
const PORTAL = 'https://portal.sqd.dev/datasets/solana-mainnet';

describe('where chains are read from', () => {
  it('is nowhere when nothing is configured', () => {
    expect(configuredEndpoints(env({}))).toEqual([]);
  });

  it('is Helius with a key, and the portal while Helius fails', () => {
    expect(configuredEndpoints(env({ HELIUS_API_KEY: 'canary-key' }))).toEqual([
      {
        ...{ chain: getChain('solana'), rpcUrl: 'https://mainnet.helius-rpc.com', apiKey: 'canary-key' },
        ...{ origin: 'configured', fallbackUrl: PORTAL },
      },
    ]);
  });

  it('is only the node that the operator names, key or not', () => {
    const own = { SOLANA_RPC_URL: 'http://127.0.0.1:8899', ARBITRUM_RPC_URL: 'http://127.0.0.1:8547' };
    for (const given of [own, { ...own, HELIUS_API_KEY: 'canary-key' }]) {
      const found = configuredEndpoints(env(given));
      expect(found.map(({ rpcUrl }) => rpcUrl).sort()).toEqual([own.ARBITRUM_RPC_URL, own.SOLANA_RPC_URL]);
      expect(found.every(({ fallbackUrl }) => fallbackUrl === undefined)).toBe(true);
    }
  });

  it('is the portal for Solana and a public node for other chains without a key', () => {
    const solana = publicEndpoint(getChain('solana'));
    expect(solana).toMatchObject({ rpcUrl: PORTAL, origin: 'public' });
    expect(isPortalUrl(PORTAL)).toBe(true);
    for (const id of ['arbitrum', 'base']) {
      const { rpcUrl } = publicEndpoint(getChain(id)) as { rpcUrl: string };
      expect([id, isPortalUrl(rpcUrl)]).toEqual([id, false]);
    }
  });
});

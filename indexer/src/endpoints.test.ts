import { chains, getChain } from '@tokentape/core/registry/registry.ts';
import { describe, expect, it } from 'vitest';
import { describeEndpoint, liveEndpoints } from './cli/live-endpoints.ts';
import { configuredEndpoints, publicEndpoint } from './endpoints.ts';
import { parseEnv } from './env.ts';
import { isPortalUrl } from './sources/sqd-urls.ts';

const PORTAL = 'https://portal.sqd.dev/datasets/solana-mainnet';
const endpoints = (variables: Record<string, string>) => configuredEndpoints(parseEnv(variables));

describe('where chains are read from', () => {
  it('is nowhere when nothing is configured', () => {
    expect(endpoints({})).toEqual([]);
    expect(endpoints({ ARBITRUM_RPC_URL: '', HELIUS_API_KEY: '' })).toEqual([]);
  });

  it('is Helius with a key, and the portal while Helius fails', () => {
    expect(endpoints({ HELIUS_API_KEY: 'canary-key' })).toEqual([
      {
        ...{ chain: getChain('solana'), rpcUrl: 'https://mainnet.helius-rpc.com', apiKey: 'canary-key' },
        ...{ origin: 'configured', fallbackUrl: PORTAL },
      },
    ]);
  });

  it('is only the node that the operator names, key or not', () => {
    const own = { SOLANA_RPC_URL: 'http://127.0.0.1:8899', ARBITRUM_RPC_URL: 'http://127.0.0.1:8547' };
    for (const given of [own, { ...own, HELIUS_API_KEY: 'canary-key' }]) {
      const found = endpoints(given);
      expect(found.map(({ rpcUrl }) => rpcUrl).sort()).toEqual([own.ARBITRUM_RPC_URL, own.SOLANA_RPC_URL]);
      expect(found.every(({ fallbackUrl, historyUrls }) => !fallbackUrl && !historyUrls)).toBe(true);
    }
  });

  it.each(chains.filter(({ indexed }) => indexed))('$id takes a node and a second one by its name', (chain) => {
    const name = chain.id.toUpperCase();
    const own = { [`${name}_RPC_URL`]: 'http://one.test', [`${name}_FALLBACK_URL`]: 'http://two.test' };
    expect(endpoints(own)).toEqual([
      { chain, rpcUrl: 'http://one.test', fallbackUrl: 'http://two.test', origin: 'configured' },
    ]);
  });

  it('takes history from where the operator says', () => {
    const own = { BASE_RPC_URL: 'http://one.test' };
    const historyOf = (setting: string) => endpoints({ ...own, BASE_HISTORY_URL: setting })[0]!.historyUrls;
    expect(historyOf('none')).toBeUndefined();
    expect(historyOf('http://a.test/x, http://b.test/datasets/y')).toEqual([
      'http://a.test/x',
      'http://b.test/datasets/y',
    ]);
    expect(historyOf('public')).toEqual([
      'https://v2.archive.subsquid.io/network/base-mainnet',
      'https://portal.sqd.dev/datasets/base-mainnet',
    ]);
    expect(publicEndpoint(getChain('base'), parseEnv({ BASE_HISTORY_URL: 'none' }))!.historyUrls).toBeUndefined();
  });

  it('is the portal for Solana, and a public node with the history of the SQD network for other chains', () => {
    expect(publicEndpoint(getChain('solana'))).toEqual({
      ...{ chain: getChain('solana'), rpcUrl: PORTAL, origin: 'public' },
    });
    for (const id of ['arbitrum', 'base', 'robinhood', 'ethereum', 'bnb']) {
      const { rpcUrl, historyUrls } = publicEndpoint(getChain(id))!;
      expect([id, isPortalUrl(rpcUrl), historyUrls!.map(isPortalUrl)]).toEqual([id, false, [false, true]]);
    }
  });

  it('refuses a setting that is no address, and a chain that it does not know', () => {
    const bad = (variables: Record<string, string>) => () => parseEnv(variables);
    expect(bad({ BNB_FALLBACK_URL: 'wss://x.test' })).toThrow(/BNB_FALLBACK_URL must start with http:\/\//);
    expect(bad({ BNB_HISTORY_URL: 'sometimes' })).toThrow(/BNB_HISTORY_URL/);
    expect(bad({ LIVE_CHAINS: 'solana,atlantis' })).toThrow(/LIVE_CHAINS/);
  });
});

describe('what start --live says of them', () => {
  it('names each source, whether it is public, and the pace to expect', () => {
    const lines: string[] = [];
    const env = parseEnv({ LIVE_CHAINS: 'solana,arbitrum,robinhood', ROBINHOOD_HISTORY_URL: 'none' });
    expect(liveEndpoints(env, (line) => lines.push(line)).map(({ chain }) => chain.id)).toEqual(env.LIVE_CHAINS);
    expect(lines[0]).toContain('solana: portal.sqd.dev (public); no key, at most 20 requests in 10 s');
    expect(lines[1]).toMatch(/arbitrum: arb1.arbitrum.io \(public\); history from v2.archive.subsquid.io, then portal/);
    expect(lines[2]).toMatch(/robinhood: .*of 864,000 blocks a day/);
  });

  it('shows no part of an address that can hold a key', () => {
    const key = 'CANARY1234';
    const variables = {
      ...{
        ARBITRUM_RPC_URL: `https://arb.test/v2/${key}`,
        ARBITRUM_FALLBACK_URL: `https://u:${key}@two.test/?k=${key}`,
      },
      ...{ ARBITRUM_HISTORY_URL: `https://three.test/${key}`, HELIUS_API_KEY: key },
    };
    const said = endpoints(variables).map(describeEndpoint).join('\n');
    expect(said).toContain('two.test while it fails');
    expect(said).not.toContain(key);
  });
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { getChain, tokensOf } from '@tokentape/core/registry/registry.ts';
import type { Address } from 'viem';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { configuredEndpoints, publicEndpoint } from './endpoints.ts';
import { parseEnv, ROOT } from './env.ts';
import { indexChain } from './index-chain.ts';
import { type Anvil, startAnvil } from './testing/anvil.ts';
import { placeToken, placeV3Factory } from './testing/evm-place.ts';
import { deployV3 } from './testing/evm-v3.ts';
import { fund, playMarket } from './testing/evm-v3-market.ts';
import { EvmWallet } from './testing/evm-wallet.ts';
import { type FreshDatabases, startFreshDatabases } from './testing/fresh-databases.ts';
import { FACTORY, STOCK } from './testing/made-up-chain.ts';

// The one line of the index, the token's and the venue's rows. Nothing else in the product knows of the chain.
vi.mock('@tokentape/core/registry/chains.ts', async (original) => {
  const { atlantis } = await import('./testing/made-up-chain.ts');
  const { chains } = await original<typeof import('@tokentape/core/registry/chains.ts')>();
  return { chains: [...chains, atlantis] };
});
vi.mock('@tokentape/core/registry/issuers.ts', async (original) => {
  const { withStock } = await import('./testing/made-up-chain.ts');
  const { issuers } = await original<typeof import('@tokentape/core/registry/issuers.ts')>();
  return { issuers: withStock(issuers) };
});
vi.mock('@tokentape/core/registry/dexes.ts', async (original) => {
  const { withVenue } = await import('./testing/made-up-chain.ts');
  const { dexes } = await original<typeof import('@tokentape/core/registry/dexes.ts')>();
  return { dexes: withVenue(dexes) };
});

describe('a chain that is one data file, one line and one compose service', () => {
  let anvil: Anvil;
  let databases: FreshDatabases;

  beforeAll(async () => {
    [anvil, databases] = await Promise.all([startAnvil({ chainId: 424242 }), startFreshDatabases()]);
  });
  afterAll(() => Promise.all([anvil?.stop(), databases?.stop()]));

  it('takes its settings from the environment by its name, as its compose service gives them', () => {
    const { services } = parse(readFileSync(resolve(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true });
    const { environment } = services['indexer-base'] as { environment: Record<string, string> };
    const names = Object.keys(environment).filter((name) => name !== 'DATABASE_URL');
    const own = names.map((name) => [name.replace('BASE', 'ATLANTIS'), 'http://127.0.0.1:1'] as const);
    const [endpoint] = configuredEndpoints(parseEnv(Object.fromEntries(own)));
    expect(endpoint).toMatchObject({ chain: getChain('atlantis'), fallbackUrl: 'http://127.0.0.1:1' });
    expect(publicEndpoint(getChain('atlantis'))).toMatchObject({ rpcUrl: 'https://rpc.atlantis.test' });
  });

  it('gives priced fills from a node with its chain id', async () => {
    const wallet = await EvmWallet.connect(anvil.rpcUrl);
    const [, maker, taker] = wallet.accounts as [Address, Address, Address];
    const v3 = await deployV3(wallet, await placeV3Factory(wallet, FACTORY));
    const usdc = await placeToken(wallet, getChain('atlantis').quotes[0]!.address, 6);
    const stage = { wallet, v3, usdc, maker, taker };
    await fund(stage, usdc, 6);
    await playMarket(stage, await placeToken(wallet, STOCK, 18), 18, 500);
    await wallet.mine();
    const databaseUrl = await databases.create();
    const [endpoint] = configuredEndpoints(parseEnv({ ATLANTIS_RPC_URL: anvil.rpcUrl }));
    const toBlock = Number(await wallet.height()) - 2;
    await indexChain({ endpoint: endpoint!, databaseUrl, fromBlock: 0, toBlock, log: () => undefined });
    const fills = await databases.query(
      databaseUrl,
      `SELECT c.id AS chain, d.id AS dex, a.id AS asset, f.price_source, f.amount_usd > 0 AS priced
         FROM fill f JOIN chain c ON c.key = f.chain_key JOIN pool p ON p.key = f.pool_key JOIN dex d ON d.key = p.dex_key
         JOIN token t ON t.key IN (f.sold_token_key, f.bought_token_key) JOIN asset a ON a.key = t.asset_key`,
    );
    const { asset } = tokensOf('atlantis')[0]!;
    const fill = { chain: 'atlantis', dex: 'uniswap-v3', asset: asset.id, price_source: 'stable', priced: true };
    expect(fills).toEqual(Array.from({ length: 5 }, () => fill));
  });
});

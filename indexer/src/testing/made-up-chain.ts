import { defineChain } from '@tokentape/core/registry/define-chain.ts';
import type { Dex, Issuer } from '@tokentape/core/registry/types.ts';

/** What a file in `core/src/registry/chains/` would say of a chain that nobody has heard of. */
export const atlantis = defineChain({
  id: 'atlantis',
  name: 'Atlantis',
  kind: 'evm',
  chainId: 424242,
  nativeSymbol: 'ORI',
  nativeDecimals: 18,
  wrappedNative: null,
  explorerTx: 'https://scan.atlantis.test/tx/',
  explorerAddress: 'https://scan.atlantis.test/address/',
  blockSeconds: 1,
  firstBlock: null,
  indexed: true,
  quotes: [
    {
      address: '0x1111111111111111111111111111111111111111',
      symbol: 'PEARL',
      decimals: 6,
      peg: 'usd',
      source: 'made up for a test',
    },
  ],
  quotePools: [],
  publicRpc: ['https://rpc.atlantis.test'],
  sqdDataset: null,
  source: 'made up for a test',
});

export const STOCK = '0x2222222222222222222222222222222222222222';
export const FACTORY = '0x3333333333333333333333333333333333333333';

/** A token of a known issuer there: one row of its list. */
export const withStock = (issuers: Issuer[]): Issuer[] =>
  issuers.map((issuer) => {
    if (issuer.id !== 'robinhood') return issuer;
    const [first, ...rest] = issuer.assets;
    const token = {
      ...first!.tokens[0]!,
      chain: atlantis.id,
      address: STOCK,
      decimals: 18,
      source: 'made up for a test',
    };
    return { ...issuer, assets: [{ ...first!, tokens: [...first!.tokens, token] }, ...rest] };
  });

/** Uniswap v3 there: one row of its deployments. */
export const withVenue = (dexes: Dex[]): Dex[] =>
  dexes.map((dex) => {
    if (dex.id !== 'uniswap-v3') return dex;
    const row = { chain: atlantis.id, address: FACTORY, fromBlock: null, feePips: null, source: 'made up for a test' };
    return { ...dex, deployments: [...dex.deployments, row] };
  });

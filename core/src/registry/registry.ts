import type { Address, ChainId } from '../facts/chain.ts';
import { normalAddress } from './address.ts';
import { chains } from './chains.ts';
import { dexes } from './dexes.ts';
import { issuers } from './issuers.ts';
import type { Asset, Chain, Dex, DexDeployment, Issuer, QuoteToken, Token } from './types.ts';

export { chains, dexes, issuers };

/** A stock token with what it belongs to. */
export interface FoundToken {
  issuer: Issuer;
  asset: Asset;
  token: Token;
}

/** A venue with the deployment that an address named. */
export interface FoundDex {
  dex: Dex;
  deployment: DexDeployment;
}

const chainById = new Map(chains.map((chain) => [chain.id, chain]));
const tokens = new Map<string, FoundToken>();
const tokensByChain = new Map<ChainId, FoundToken[]>(chains.map((chain) => [chain.id, []]));
for (const issuer of issuers) {
  for (const asset of issuer.assets) {
    if (asset.class === 'cash') continue;
    for (const token of asset.tokens) {
      const found = { issuer, asset, token };
      tokens.set(`${token.chain}:${token.address}`, found);
      tokensByChain.get(token.chain)?.push(found);
    }
  }
}

const quotes = new Map<string, QuoteToken>(
  chains.flatMap((chain) => chain.quotes.map((quote) => [`${chain.id}:${quote.address}`, quote] as const)),
);
const deployments = new Map<string, FoundDex>(
  dexes.flatMap((dex) =>
    dex.deployments.map((deployment) => [`${deployment.chain}:${deployment.address}`, { dex, deployment }] as const),
  ),
);

const keyOf = (chain: ChainId, address: Address): string =>
  `${chain}:${normalAddress(chainById.get(chain)?.kind ?? 'evm', address)}`;

/** The chain of that id. Throws when the registry has none. */
export function getChain(id: ChainId): Chain {
  const chain = chainById.get(id);
  if (!chain) throw new Error(`Unknown chain "${id}"; known are ${chains.map((known) => known.id).join(', ')}`);
  return chain;
}

/** The registered stock token at an address, in any letter case on EVM chains; cash of an issuer's list is none. */
export const findToken = (chain: ChainId, address: Address): FoundToken | undefined =>
  tokens.get(keyOf(chain, address));

/** The quote token at an address. */
export const findQuote = (chain: ChainId, address: Address): QuoteToken | undefined =>
  quotes.get(keyOf(chain, address));

/** The venue behind a factory or singleton (EVM) or a program (Solana). */
export const findDex = (chain: ChainId, factoryOrProgram: Address): FoundDex | undefined =>
  deployments.get(keyOf(chain, factoryOrProgram));

/** Every stock token of a chain. */
export const tokensOf = (chain: ChainId): FoundToken[] => tokensByChain.get(chain) ?? [];

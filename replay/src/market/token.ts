import type { ChainId } from '@tokentape/core/facts/chain.ts';
import { normalAddress } from '@tokentape/core/registry/address.ts';
import { getChain, issuers } from '@tokentape/core/registry/registry.ts';

/** A token that moves in the sample market. */
export interface MarketToken {
  chain: ChainId;
  address: string;
  symbol: string;
  decimals: number;
  kind: 'stock' | 'quote';
  /** The token states the shares behind each transfer in an event of its own, as xStocks do on EVM chains. */
  statesShares: boolean;
  /** The token that an ERC-4626 wrapper holds; null for one that is none. */
  wraps: string | null;
}

/**
 * A registered stock token by its issuer and the stock behind it; undefined when the registry has none on the chain. Of a
 * token that rebases it is the wrapper where there is one, since that is what pools hold.
 */
export function stockToken(chain: ChainId, issuerId: string, underlying: string): MarketToken | undefined {
  const issuer = issuers.find(({ id }) => id === issuerId);
  for (const asset of issuer?.assets ?? []) {
    if (asset.underlying !== underlying) continue;
    const tokens = asset.tokens.filter((each) => each.chain === chain);
    const own = tokens.find(({ unitRule }) => unitRule !== 'wrapper');
    const wrapper = tokens.find(({ unitRule }) => unitRule === 'wrapper');
    const token = own?.unitRule === 'rebasing' ? (wrapper ?? own) : own;
    if (token === undefined || token.decimals === null) continue;
    const { address, decimals, unitRule, wraps } = token;
    const statesShares = issuerId === 'xstocks' && unitRule === 'rebasing';
    return { chain, address, symbol: asset.symbol, decimals, kind: 'stock', statesShares, wraps };
  }
  return undefined;
}

/** A quote token of a chain by its symbol. Throws when the registry has none. */
export function quoteToken(chain: ChainId, symbol: string): MarketToken {
  const quote = getChain(chain).quotes.find((each) => each.symbol === symbol);
  if (quote === undefined) throw new Error(`The registry has no quote token ${symbol} on ${chain}.`);
  const { address, decimals } = quote;
  return {
    chain,
    address: normalAddress(getChain(chain).kind, address),
    symbol,
    decimals,
    kind: 'quote',
    statesShares: false,
    wraps: null,
  };
}

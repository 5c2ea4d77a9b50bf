import { normalAddress } from './address.ts';
import type { Chain } from './types.ts';

/** A chain from its data file, with addresses in the form of the facts (the files keep the checksummed form). */
export const defineChain = (data: Chain): Chain => ({
  ...data,
  wrappedNative: data.wrappedNative === null ? null : normalAddress(data.kind, data.wrappedNative),
  quotes: data.quotes.map((quote) => ({
    ...quote,
    address: normalAddress(data.kind, quote.address),
    ...(quote.feed === undefined ? {} : { feed: normalAddress(data.kind, quote.feed) }),
  })),
  quotePools: data.quotePools.map((pool) => ({
    ...pool,
    address: normalAddress(data.kind, pool.address),
    token0: normalAddress(data.kind, pool.token0),
    token1: normalAddress(data.kind, pool.token1),
  })),
});

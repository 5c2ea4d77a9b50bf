import type { EvmLog } from './evm-block.ts';
import { isQuotePool } from './evm-registry.ts';
import { isReadable, venueOf } from './evm-venues.ts';
import type { KnownPools, PoolIdentity } from './known-pools.ts';

/** Why a stock's pool that the log announces is not followed; null when that is not what the log says. */
export function refusedPool(log: EvmLog, { registry }: KnownPools): string | null {
  const factory = registry.factories.get(log.address);
  if (!factory || !isReadable(factory.decoder)) return null;
  const venue = venueOf(factory.decoder);
  if (log.topics[0] !== venue.creation.topic0) return null;
  const tokens = venue.manyTokens?.(log) ?? [];
  const isOfStock = tokens.some((token) => registry.tokens.has(token));
  return isOfStock ? `${factory.dex}: a pool of ${tokens.length} tokens, one a stock, is not followed` : null;
}

/** The pool that the log announces, when a factory of the registry emitted it and the pool is to be followed. */
export function createdPool(log: EvmLog, { registry }: KnownPools): PoolIdentity | null {
  const factory = registry.factories.get(log.address);
  if (!factory || !isReadable(factory.decoder)) return null;
  const venue = venueOf(factory.decoder);
  if (log.topics[0] !== venue.creation.topic0) return null;
  const identity = venue.createdPool(log, factory);
  if (!identity) return null;
  const ofStock = registry.tokens.has(identity.token0) || registry.tokens.has(identity.token1);
  return ofStock || isQuotePool(identity, registry) ? identity : null;
}

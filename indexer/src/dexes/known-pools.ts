import type { Address } from '@tokentape/core/facts/chain.ts';
import type { PoolSeen } from '@tokentape/core/facts/facts.ts';
import { PoolCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import type { Decoded } from './dex.ts';
import type { EvmBlock } from './evm-block.ts';
import type { EvmFactory, EvmRegistry } from './evm-registry.ts';
import { isReadable, venueOf } from './evm-venues.ts';

/** What never changes of a pool. `pool` is its address, or what a singleton tells it by: a 32-byte id or an address. */
export type PoolIdentity = Pick<PoolSeen, 'dex' | 'pool' | 'token0' | 'token1' | 'curve' | 'feePips' | 'tickSpacing'>;

/** A pool as the store gives it back at a restart. */
export type StoredPool = PoolIdentity & {
  birthBlock: number;
  /** The last sqrt price that a fact gave, for venues whose liquidity events carry no amounts. */
  sqrtPrice?: bigint | null;
  /** The curve of a pool whose fee varies, as all its facts built it. */
  followed?: PoolCurve | null;
};

export interface KnownPool extends PoolIdentity {
  decoder: string;
  /** The contract that emits its events: the pool itself or the singleton that holds it. */
  emitter: Address;
  /** The block whose facts carry its PoolSeen; null until then. */
  seenAt: number | null;
  /** The marginal price after the last decoded event, in X96; null before the first. */
  sqrtPrice: bigint | null;
  /** The curve after the last decoded event, of pools whose fee varies: with it a swap tells its fee. Null for others. */
  followed: PoolCurve | null;
}

/** Whether a pool's fee changes while it lives, so that only its events or its swaps tell it. */
export const feeVaries = ({ feePips }: Pick<PoolIdentity, 'feePips'>): boolean => feePips === null;

/**
 * The pools of one chain that are followed, by address. Decoding extends it; after a failed batch it must be built anew
 * from the store, because it may hold pools whose facts were never committed.
 */
export class KnownPools {
  readonly registry: EvmRegistry;
  /** Answers already given, so that a repeated block does not meet the state that it left behind. */
  readonly decoded = new WeakMap<EvmBlock, Decoded>();
  readonly #pools = new Map<Address, KnownPool>();
  readonly #factoriesByDex = new Map<string, EvmFactory>();
  readonly #singletons = new Set<Address>();

  constructor(registry: EvmRegistry, stored: Iterable<StoredPool> = []) {
    this.registry = registry;
    for (const factory of registry.factories.values()) this.#factoriesByDex.set(factory.dex, factory);
    for (const pool of registry.listed) this.add(pool);
    for (const pool of stored) {
      const known = this.add(pool);
      known.seenAt = pool.birthBlock;
      known.sqrtPrice = pool.sqrtPrice ?? null;
      known.followed = pool.followed ?? known.followed;
    }
  }

  get size(): number {
    return this.#pools.size;
  }

  get(pool: Address): KnownPool | undefined {
    return this.#pools.get(pool);
  }

  /** Whether the address is a followed pool or a singleton that holds some, and so never a trader. */
  holdsReserves(address: Address): boolean {
    return this.#pools.has(address) || this.#singletons.has(address);
  }

  /** Follows a pool; knowing it already changes nothing. Fails on a venue that the registry lacks on this chain. */
  add(identity: PoolIdentity): KnownPool {
    const pool = identity.pool.toLowerCase();
    const known = this.#pools.get(pool);
    if (known) return known;
    const factory = this.#factoriesByDex.get(identity.dex);
    if (!factory)
      throw new Error(`${this.registry.chain} has no ${identity.dex} in the registry, needed by pool ${pool}`);
    const inSingleton = isReadable(factory.decoder) && venueOf(factory.decoder).poolIdTopic !== null;
    if (inSingleton) this.#singletons.add(factory.address);
    const added: KnownPool = {
      dex: identity.dex,
      pool,
      token0: identity.token0.toLowerCase(),
      token1: identity.token1.toLowerCase(),
      curve: identity.curve,
      feePips: identity.feePips,
      tickSpacing: identity.tickSpacing,
      decoder: factory.decoder,
      emitter: inSingleton ? factory.address : pool,
      seenAt: null,
      sqrtPrice: null,
      followed: feeVaries(identity) ? new PoolCurve({ ...identity, resolution: 96 }) : null,
    };
    this.#pools.set(pool, added);
    return added;
  }

  /** A copy that may run ahead of this one. */
  fork(): KnownPools {
    const copy = new KnownPools(this.registry);
    for (const pool of this) Object.assign(copy.add(pool), pool);
    return copy;
  }

  [Symbol.iterator](): IterableIterator<KnownPool> {
    return this.#pools.values();
  }
}

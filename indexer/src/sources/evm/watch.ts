import type { Address } from '@tokentape/core/facts/chain.ts';
import { addressTopic } from '../../dexes/abi-words.ts';
import { createdPool } from '../../dexes/created-pool.ts';
import type { EvmLog } from '../../dexes/evm-block.ts';
import { isReadable, venueOf } from '../../dexes/evm-venues.ts';
import type { KnownPool, KnownPools } from '../../dexes/known-pools.ts';
import { primaryTopics } from '../../primary/evm.ts';
import { ANSWER_UPDATED } from '../../references/feed-answers.ts';
import { tokenTopics } from '../../tokens/evm.ts';

/** One `eth_getLogs` filter without its range. A position of `topics` that is null takes every topic. */
export interface LogFilter {
  address: Address[];
  topics: (string[] | null)[];
}

/** Addresses or pool ids in one filter: providers refuse filters of thousands. */
const MAX_SET = 500;

/**
 * Which logs one chain's facts need: those of the registered tokens, of the factories, of the price feeds, of the primary
 * markets and of the followed pools. New pools widen it. It runs ahead of what is committed, so that it keeps pools of its own.
 */
export class Watch {
  readonly #pools: KnownPools;
  /** In order of discovery: a filter made when there were n of them lacks the later ones. */
  readonly #order: KnownPool[];

  constructor(pools: KnownPools) {
    this.#pools = pools.fork();
    this.#order = [...this.#pools];
  }

  get poolCount(): number {
    return this.#order.length;
  }

  /** Everything that is needed as of now. */
  filters(): LogFilter[] {
    const { tokens, factories, feeds, primary } = this.#pools.registry;
    const readable = [...factories.values()].filter(({ decoder }) => isReadable(decoder));
    const { own, held } = split(this.#order);
    const addresses = [...tokens.keys(), ...readable.map(({ address }) => address), ...own.map(({ pool }) => pool)];
    const topics = new Set(tokenTopics);
    for (const { decoder } of readable) {
      const { creation, factoryTopics = [] } = venueOf(decoder);
      for (const topic of [creation.topic0, ...factoryTopics]) topics.add(topic);
    }
    for (const { decoder } of own) for (const topic of venueOf(decoder).poolTopics) topics.add(topic);
    if (feeds.size > 0) topics.add(ANSWER_UPDATED);
    for (const market of primary.values()) for (const topic of primaryTopics(market)) topics.add(topic);
    return [
      ...inSets([...new Set([...addresses, ...feeds.keys(), ...primary.keys()])]).map((address) => ({
        address,
        topics: [[...topics]],
      })),
      ...heldFilters(held),
    ];
  }

  /** What a filter made when there were `count` pools lacks. */
  filtersSince(count: number): LogFilter[] {
    const { own, held } = split(this.#order.slice(count));
    const topics = new Set(own.flatMap(({ decoder }) => venueOf(decoder).poolTopics));
    const filters = inSets(own.map(({ pool }) => pool)).map((address) => ({ address, topics: [[...topics]] }));
    return [...filters, ...heldFilters(held)];
  }

  /** Follows the pools that the logs announce. */
  discover(logs: EvmLog[]): void {
    for (const log of logs) {
      const identity = createdPool(log, this.#pools);
      if (identity && !this.#pools.get(identity.pool)) this.#order.push(this.#pools.add(identity));
    }
  }
}

function split(pools: KnownPool[]): { own: KnownPool[]; held: KnownPool[] } {
  const own = pools.filter(({ emitter, pool }) => emitter === pool);
  return { own, held: pools.filter(({ emitter, pool }) => emitter !== pool) };
}

/** Pools inside singletons are told by an indexed id: without it the whole chain's swaps would come. */
function heldFilters(pools: KnownPool[]): LogFilter[] {
  const bySingleton = Map.groupBy(pools, ({ emitter }) => emitter);
  return [...bySingleton].flatMap(([emitter, held]) =>
    inSets(held.map(({ pool }) => pool)).map((ids) => ({
      address: [emitter],
      topics: [[...venueOf(held[0]!.decoder).poolTopics], ids.map(addressTopic)],
    })),
  );
}

function inSets<T>(items: T[]): T[][] {
  const sets: T[][] = [];
  for (let at = 0; at < items.length; at += MAX_SET) sets.push(items.slice(at, at + MAX_SET));
  return sets;
}

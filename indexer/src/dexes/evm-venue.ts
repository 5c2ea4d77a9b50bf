import type { Address } from '@tokentape/core/facts/chain.ts';
import type { Fill, LiquidityChange, PoolState } from '@tokentape/core/facts/facts.ts';
import type { EvmLog } from './evm-block.ts';
import type { EvmFactory } from './evm-registry.ts';
import type { KnownPool, PoolIdentity } from './known-pools.ts';

/** A fill before its transaction and its trader are known. */
export type RawFill = Pick<Fill, 'soldToken' | 'soldRaw' | 'boughtToken' | 'boughtRaw' | 'after' | 'feeRaw'> & {
  /** Whom the event names as receiver: a hint at the trader. */
  recipient: string | null;
};

export type RawEvent =
  | ({ kind: 'fill' } & RawFill)
  | ({ kind: 'liquidity' } & Pick<
      LiquidityChange,
      'owner' | 'lower' | 'upper' | 'liquidityDelta' | 'amount0Raw' | 'amount1Raw'
    >)
  | ({ kind: 'pool-state' } & Pick<PoolState, 'state' | 'source' | 'terms'>);

/** What a decoder may look back at: the earlier logs of the same pool in the same transaction. */
export interface LogContext {
  pool: KnownPool;
  earlier: readonly EvmLog[];
  /** Later logs of the same pool in the same transaction. */
  later: readonly EvmLog[];
}

/**
 * How one design of venue speaks. A fork is a row of the registry with the same `decoder`; a decoder is a pure function
 * of the log, the pool's identity and the other logs of the pool in the same transaction.
 */
export interface EvmVenue {
  decoder: string;
  /** The event by which the factory announces a pool, and which topics hold the two tokens where topics do. */
  creation: { topic0: string; token0Topic?: 1 | 2; token1Topic?: 2 | 3 };
  /** Reads the announcement; null when it is not one of a pool that the design defines. */
  createdPool(log: EvmLog, factory: EvmFactory): PoolIdentity | null;
  /** What a pool's contract begins with and no event says. */
  opening?: RawEvent;
  /** The tokens of an announced pool that has more than two, which is not followed; null for others. */
  manyTokens?(log: EvmLog): Address[] | null;
  /** The topics that a followed pool's facts come from. */
  poolTopics: readonly string[];
  /** Topics of events in which the factory speaks of the pool that their first indexed word names. */
  factoryTopics?: readonly string[];
  /** Position of the pool's id among the topics where the events of all pools come from one singleton. */
  poolIdTopic: 1 | null;
  /** Reads one of `poolTopics` or `factoryTopics`. */
  decode(log: EvmLog, context: LogContext): RawEvent[];
}

import type { Address } from '@tokentape/core/facts/chain.ts';
import type { PrimaryOrder, Transfer } from '@tokentape/core/facts/facts.ts';
import type { PrimaryMarket } from '@tokentape/core/registry/primary-markets.ts';
import type { EvmLog } from '../dexes/evm-block.ts';

/** What the transaction around an order tells. */
export interface OrderContext {
  market: PrimaryMarket;
  signer: Address;
  /** Movements of registered tokens in the same transaction, in order. */
  transfers: readonly Omit<Transfer, 'tx' | 'index'>[];
}

/** How one issuer's order contract speaks; a further deployment is a row of the registry. */
export interface EvmPrimaryVenue {
  venue: PrimaryMarket['venue'];
  /** The topics that its orders come from. */
  topics: readonly string[];
  /** Reads a log with one of `topics`. */
  decode(log: EvmLog, context: OrderContext): Omit<PrimaryOrder, 'tx' | 'index'>;
}

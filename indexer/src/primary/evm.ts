import type { Address, ChainId } from '@tokentape/core/facts/chain.ts';
import type { PrimaryOrder } from '@tokentape/core/facts/facts.ts';
import { type PrimaryMarket, primaryMarketsOf } from '@tokentape/core/registry/primary-markets.ts';
import type { EvmLog } from '../dexes/evm-block.ts';
import { dinari } from './dinari/order-fill.ts';
import type { EvmPrimaryVenue, OrderContext } from './evm-venue.ts';
import { ondo } from './ondo/trade-executed.ts';

const venues: Record<PrimaryMarket['venue'], EvmPrimaryVenue> = { dinari, ondo };

/** Primary markets of an EVM chain by the contract that states their orders. */
export const evmPrimaryMarkets = (chain: ChainId): Map<Address, PrimaryMarket> =>
  new Map(primaryMarketsOf(chain).map((market) => [market.address, market]));

/** The topics that the orders of a market come from. */
export const primaryTopics = ({ venue }: PrimaryMarket): readonly string[] => venues[venue].topics;

/** The order of one log of a primary market; null for another event. */
export function decodePrimaryOrder(log: EvmLog, context: OrderContext): Omit<PrimaryOrder, 'tx' | 'index'> | null {
  const venue = venues[context.market.venue];
  return venue.topics.includes(log.topics[0] ?? '') ? venue.decode(log, context) : null;
}

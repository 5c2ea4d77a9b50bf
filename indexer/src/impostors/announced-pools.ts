import type { EvmBlock } from '../dexes/evm-block.ts';
import type { EvmRegistry } from '../dexes/evm-registry.ts';
import { isReadable, venueOf } from '../dexes/evm-venues.ts';
import type { AnnouncedPool } from './impostor-watch.ts';

/** Every pool that a factory of the registry announces in these blocks, whichever tokens it holds. */
export function announcedPools(blocks: readonly EvmBlock[], registry: EvmRegistry): AnnouncedPool[] {
  return blocks.flatMap((block) => {
    const senders = new Map(block.transactions.map(({ index, from }) => [index, from]));
    const ref = { height: block.height, hash: block.hash, time: block.timestamp };
    return block.logs.flatMap((log) => {
      const factory = registry.factories.get(log.address);
      if (!factory || !isReadable(factory.decoder)) return [];
      const venue = venueOf(factory.decoder);
      const found = log.topics[0] === venue.creation.topic0 ? venue.createdPool(log, factory) : null;
      if (!found) return [];
      const sender = senders.get(log.transactionIndex) ?? '';
      const tx = {
        ...{ chain: registry.chain, block: ref, txIndex: log.transactionIndex, txId: log.transactionHash },
        ...{ signer: sender, feePayer: sender, failed: false },
      };
      return [
        { tx, index: log.logIndex, dex: found.dex, pool: found.pool, token0: found.token0, token1: found.token1 },
      ];
    });
  });
}

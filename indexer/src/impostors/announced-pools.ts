import type { EvmBlock, EvmLog } from '../dexes/evm-block.ts';
import type { EvmRegistry } from '../dexes/evm-registry.ts';
import { isReadable, venueOf } from '../dexes/evm-venues.ts';
import type { AnnouncedPool } from './impostor-watch.ts';

/** Every pool that a factory of the registry announces in these blocks, whichever tokens it holds. */
export function announcedPools(blocks: readonly EvmBlock[], registry: EvmRegistry): AnnouncedPool[] {
  const announced: AnnouncedPool[] = [];
  for (const block of blocks) {
    for (const log of block.logs) {
      const pool = announcedPool(block, log, registry);
      if (pool) announced.push(pool);
    }
  }
  return announced;
}

function announcedPool(block: EvmBlock, log: EvmLog, registry: EvmRegistry): AnnouncedPool | null {
  const factory = registry.factories.get(log.address);
  if (!factory || !isReadable(factory.decoder)) return null;
  const venue = venueOf(factory.decoder);
  const found = log.topics[0] === venue.creation.topic0 ? venue.createdPool(log, factory) : null;
  if (!found) return null;
  const sender = block.transactions.find(({ index }) => index === log.transactionIndex)?.from ?? '';
  const ref = { height: block.height, hash: block.hash, time: block.timestamp };
  const tx = {
    ...{ chain: registry.chain, block: ref, txIndex: log.transactionIndex, txId: log.transactionHash },
    ...{ signer: sender, feePayer: sender, failed: false },
  };
  return { tx, index: log.logIndex, dex: found.dex, pool: found.pool, token0: found.token0, token1: found.token1 };
}

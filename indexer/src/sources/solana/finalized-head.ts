import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { HeliusClient } from 'helius-sdk';

/** The finalized head; where the node does not tell its time, the last time known stands. */
export async function finalizedHead(helius: HeliusClient, lastTime: number): Promise<BlockRef> {
  const slot = await helius.getSlot({ commitment: 'finalized' });
  const time = await helius.getBlockTime(slot).catch(() => null);
  return { height: Number(slot), hash: `slot-${slot}`, time: time === null ? lastTime : Number(time) };
}

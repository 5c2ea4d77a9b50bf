import type { EvmLog } from '../../chains/evm-chain.ts';
import { abiData, eventTopic, topic } from './words.ts';

const POOL_CREATED = eventTopic('PoolCreated(address,address,int24,address)');

/** Slipstream tells pools of two tokens apart by tick spacing. Everything else it emits is as Uniswap v3's. */
export function slipstreamCreatedLog(
  factory: string,
  { address, token0, token1, tickSpacing }: { address: string; token0: string; token1: string; tickSpacing: number },
): EvmLog {
  const topics = [POOL_CREATED, topic(token0), topic(token1), topic(tickSpacing)];
  return { address: factory, topics, data: abiData(address) };
}

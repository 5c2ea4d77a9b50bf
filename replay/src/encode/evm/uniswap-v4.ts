import type { EvmLog } from '../../chains/evm-chain.ts';
import { abiData, eventTopic, keccakOfWords, topic } from './words.ts';

const INITIALIZE = eventTopic('Initialize(bytes32,address,address,uint24,int24,address,uint160,int24)');
const MODIFY_LIQUIDITY = eventTopic('ModifyLiquidity(bytes32,address,int24,int24,int256,bytes32)');
const SWAP = eventTopic('Swap(bytes32,address,int128,int128,uint160,uint128,int24,uint24)');

/** What tells a pool apart inside the manager. Currency 0 is the smaller address; the zero address is the native coin. */
export interface PoolKey {
  currency0: string;
  currency1: string;
  feePips: number;
  tickSpacing: number;
  hooks: string;
}

/** The id of a pool: the hash of its key. */
export function poolIdOf({ currency0, currency1, feePips, tickSpacing, hooks }: PoolKey): string {
  return keccakOfWords(currency0, currency1, feePips, tickSpacing, hooks);
}

export function initializeV4Log(manager: string, key: PoolKey, sqrtPriceX96: bigint, tick: number): EvmLog {
  const topics = [INITIALIZE, poolIdOf(key), topic(key.currency0), topic(key.currency1)];
  return { address: manager, topics, data: abiData(key.feePips, key.tickSpacing, key.hooks, sqrtPriceX96, tick) };
}

export interface LiquidityModification {
  pool: string;
  /** The contract that keeps the position for its owner. */
  sender: string;
  lower: number;
  upper: number;
  liquidityDelta: bigint;
  /** Number of the position, which is its salt. */
  position: number;
}

export function modifyLiquidityLog(
  manager: string,
  { pool, sender, lower, upper, liquidityDelta, position }: LiquidityModification,
): EvmLog {
  const topics = [MODIFY_LIQUIDITY, pool, topic(sender)];
  return { address: manager, topics, data: abiData(lower, upper, liquidityDelta, position) };
}

export interface V4Swap {
  pool: string;
  sender: string;
  /** From the swapper's view: positive is received. */
  amount0: bigint;
  amount1: bigint;
  sqrtPriceX96: bigint;
  liquidity: bigint;
  tick: number;
  feePips: number;
}

export function v4SwapLog(
  manager: string,
  { pool, sender, amount0, amount1, sqrtPriceX96, liquidity, tick, feePips }: V4Swap,
): EvmLog {
  const topics = [SWAP, pool, topic(sender)];
  return { address: manager, topics, data: abiData(amount0, amount1, sqrtPriceX96, liquidity, tick, feePips) };
}

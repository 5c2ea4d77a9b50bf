import type { EvmLog } from '../../chains/evm-chain.ts';
import { abiData, create2Address, eventTopic, topic, word } from './words.ts';

/** Hash of the pool contract's creation code. Source: @uniswap/v3-periphery PoolAddress.sol. */
const POOL_INIT_CODE_HASH = '0xe34f199b19b2b4f47f68442619d555527d244f78a3297ea89325f843f87b8b54';

const POOL_CREATED = eventTopic('PoolCreated(address,address,uint24,int24,address)');
const INITIALIZE = eventTopic('Initialize(uint160,int24)');
const MINT = eventTopic('Mint(address,address,int24,int24,uint128,uint256,uint256)');
const BURN = eventTopic('Burn(address,int24,int24,uint128,uint256,uint256)');
const COLLECT = eventTopic('Collect(address,address,int24,int24,uint128,uint128)');
const SWAP = eventTopic('Swap(address,address,int256,int256,uint160,uint128,int24)');

/** The address that a factory gives the pool of two tokens (token 0 the smaller) and a fee. */
export function uniswapPoolAddress(factory: string, token0: string, token1: string, feePips: number): string {
  return create2Address(factory, word(token0) + word(token1) + word(feePips), POOL_INIT_CODE_HASH);
}

export interface UniswapPoolRef {
  address: string;
  token0: string;
  token1: string;
  feePips: number;
  tickSpacing: number;
}

export function poolCreatedLog(
  factory: string,
  { address, token0, token1, feePips, tickSpacing }: UniswapPoolRef,
): EvmLog {
  const topics = [POOL_CREATED, topic(token0), topic(token1), topic(feePips)];
  return { address: factory, topics, data: abiData(tickSpacing, address) };
}

export function initializeLog(pool: string, sqrtPriceX96: bigint, tick: number): EvmLog {
  return { address: pool, topics: [INITIALIZE], data: abiData(sqrtPriceX96, tick) };
}

export interface RangeChange {
  pool: string;
  owner: string;
  lower: number;
  upper: number;
  liquidity: bigint;
  amount0: bigint;
  amount1: bigint;
}

export function mintLog(
  sender: string,
  { pool, owner, lower, upper, liquidity, amount0, amount1 }: RangeChange,
): EvmLog {
  const topics = [MINT, topic(owner), topic(lower), topic(upper)];
  return { address: pool, topics, data: abiData(sender, liquidity, amount0, amount1) };
}

export function burnLog({ pool, owner, lower, upper, liquidity, amount0, amount1 }: RangeChange): EvmLog {
  const topics = [BURN, topic(owner), topic(lower), topic(upper)];
  return { address: pool, topics, data: abiData(liquidity, amount0, amount1) };
}

export function collectLog(recipient: string, { pool, owner, lower, upper, amount0, amount1 }: RangeChange): EvmLog {
  const topics = [COLLECT, topic(owner), topic(lower), topic(upper)];
  return { address: pool, topics, data: abiData(recipient, amount0, amount1) };
}

export interface UniswapSwap {
  pool: string;
  sender: string;
  recipient: string;
  /** From the pool's view: positive is received. */
  amount0: bigint;
  amount1: bigint;
  sqrtPriceX96: bigint;
  liquidity: bigint;
  tick: number;
}

export function swapLog({
  pool,
  sender,
  recipient,
  amount0,
  amount1,
  sqrtPriceX96,
  liquidity,
  tick,
}: UniswapSwap): EvmLog {
  const topics = [SWAP, topic(sender), topic(recipient)];
  return { address: pool, topics, data: abiData(amount0, amount1, sqrtPriceX96, liquidity, tick) };
}

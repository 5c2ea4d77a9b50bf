import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { amountsForLiquidity, type ConcentratedPool } from '@tokentape/core/curves/concentrated.ts';
import { tickAtSqrtPrice } from '@tokentape/core/curves/tick-math.ts';
import { addressAt, addressTopic, intAt, numberAt, topicAddress, uintAt } from '../abi-words.ts';
import type { EvmLog } from '../evm-block.ts';
import { curveAt, feeOf, sellSide, takerView } from '../evm-concentrated.ts';
import type { EvmVenue, LogContext, RawEvent } from '../evm-venue.ts';
import type { KnownPool } from '../known-pools.ts';
import { feeState } from '../varying-fee.ts';

/** Initialize(bytes32 indexed id, address indexed currency0, address indexed currency1, uint24 fee, int24 tickSpacing, address hooks, uint160 sqrtPriceX96, int24 tick) */
const INITIALIZE = '0xdd466e674ea557f56295e2d0218a125ea4b4f0f6f3307b95f85e6110838d6438';
/** ModifyLiquidity(bytes32 indexed id, address indexed sender, int24 tickLower, int24 tickUpper, int256 liquidityDelta, bytes32 salt) */
const MODIFY_LIQUIDITY = '0xf208f4912782fd25c7f114ca3723a2d5dd6f3bcc3ac8db5af63baa85f711d5ec';
/** Swap(bytes32 indexed id, address indexed sender, int128 amount0, int128 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick, uint24 fee) */
const SWAP = '0x40e9cecb9f5f1f1c5b9c97dec2917b7ee92e57ba5563708daca94dd84ad7112f';

/** LPFeeLibrary.DYNAMIC_FEE_FLAG: the hook sets the fee. */
const DYNAMIC_FEE = 0x800000;
/** Hooks.BEFORE_SWAP_RETURNS_DELTA_FLAG | AFTER_SWAP_RETURNS_DELTA_FLAG: the hook may put a curve of its own in place. */
const HOOK_CHANGES_AMOUNTS = 0b1100;

/**
 * Uniswap v4: every pool inside one singleton, told by the id; the zero address is the native coin. Amounts are signed
 * from the swapper's view, and what a hook adds or takes is not in them. The fee of a swap is stated, protocol's included.
 */
export const uniswapV4: EvmVenue = {
  decoder: 'uniswap-v4',
  creation: { topic0: INITIALIZE, token0Topic: 2, token1Topic: 3 },
  createdPool({ topics, data }, { dex }) {
    const pool = topics[1]!;
    if (poolId(topics, data) !== pool) throw new Error(`pool ${pool} is not the hash of its key`);
    const fee = numberAt(data, 0);
    const hooks = BigInt(addressAt(data, 2));
    return {
      dex,
      pool,
      token0: topicAddress(topics[2]),
      token1: topicAddress(topics[3]),
      curve: (hooks & BigInt(HOOK_CHANGES_AMOUNTS)) === 0n ? 'concentrated' : 'unknown',
      feePips: fee === DYNAMIC_FEE ? null : fee,
      tickSpacing: numberAt(data, 1),
    };
  },
  poolTopics: [INITIALIZE, MODIFY_LIQUIDITY, SWAP],
  poolIdTopic: 1,
  decode(log, context) {
    switch (log.topics[0]) {
      case SWAP:
        return decodeSwap(log, context);
      case MODIFY_LIQUIDITY:
        return [decodeModifyLiquidity(log, context)];
      case INITIALIZE:
        return [decodeInitialize(log)];
      default:
        return [];
    }
  },
};

/** keccak256(abi.encode(currency0, currency1, fee, tickSpacing, hooks)): the key's words lie in topics and data. */
function poolId(topics: string[], data: string): string {
  const currencies = [topicAddress(topics[2]), topicAddress(topics[3])].map((address) =>
    addressTopic(address).slice(2),
  );
  const words = currencies.join('') + data.slice(2, 2 + 3 * 64);
  return `0x${bytesToHex(keccak_256(hexToBytes(words)))}`;
}

function decodeInitialize({ data }: EvmLog): RawEvent {
  return { kind: 'pool-state', source: 'initialize', state: curveAt(uintAt(data, 3), numberAt(data, 4), 0n) };
}

function decodeSwap(log: EvmLog, context: LogContext): RawEvent[] {
  const { data, topics } = log;
  const after = curveAt(uintAt(data, 2), numberAt(data, 4), uintAt(data, 3));
  const received = [-intAt(data, 0), -intAt(data, 1)] as const;
  const sell = sellSide(received, after, context);
  const sides = takerView(context, received, sell);
  const pips = numberAt(data, 5);
  const feeRaw = feeOf(sides.soldRaw, pips);
  const { followed } = context.pool;
  const changed = followed === null || followed.hasFee({ pips }) ? [] : [feeState(pips)];
  return [{ kind: 'fill', ...sides, after, feeRaw, recipient: topicAddress(topics[2]) }, ...changed];
}

/** The event names no amounts: they follow from the price in force, rounded as the contract rounds them, fees apart. */
function decodeModifyLiquidity({ data, topics }: EvmLog, { pool }: LogContext): RawEvent {
  const [lower, upper, delta] = [numberAt(data, 0), numberAt(data, 1), intAt(data, 2)];
  const { amount0, amount1 } = delta === 0n ? NOTHING : amountsForLiquidity(curveOf(pool), lower, upper, delta);
  return {
    kind: 'liquidity',
    owner: topicAddress(topics[2]),
    lower,
    upper,
    liquidityDelta: delta,
    amount0Raw: amount0,
    amount1Raw: amount1,
  };
}

const NOTHING = { amount0: 0n, amount1: 0n };

function curveOf({ pool, sqrtPrice, tickSpacing }: KnownPool): ConcentratedPool {
  if (sqrtPrice === null) throw new Error(`the price of pool ${pool} is not known: load it with its last state`);
  const tick = tickAtSqrtPrice(sqrtPrice, 96);
  return { sqrtPrice, tick, liquidity: 0n, feePips: 0, tickSpacing: tickSpacing ?? 1, ticks: [], resolution: 96 };
}

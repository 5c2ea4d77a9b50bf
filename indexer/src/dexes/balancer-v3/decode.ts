import type { Address } from '@tokentape/core/facts/chain.ts';
import { addressAt, arrayAt, topicAddress, uintAt } from '../abi-words.ts';
import type { EvmLog } from '../evm-block.ts';
import type { EvmVenue } from '../evm-venue.ts';

/** PoolRegistered(address indexed pool, address indexed factory, (address token, uint8, address, bool)[] tokenConfig, uint256 swapFeePercentage, uint32, (address, address, address), (bool × 10, address), (bool × 4)) */
const POOL_REGISTERED = '0xbc1561eeab9f40962e2fb827a7ff9c7cdb47a9d7c84caeefa4ed90e043842dad';
/** Swap(address indexed pool, address indexed tokenIn, address indexed tokenOut, uint256 amountIn, uint256 amountOut, uint256 swapFeePercentage, uint256 swapFeeAmount) */
const SWAP = '0x0874b2d545cb271cdbda4e093020c452328b24af12382ed62c4d00f5c26709db';
/** Words of one element of `tokenConfig`. */
const CONFIG_WORDS = 4;

/** Balancer v3: all pools inside one vault, told by their address. A swap states its fee, in the token sold; no curve is claimed. */
export const balancerV3: EvmVenue = {
  decoder: 'balancer-v3',
  creation: { topic0: POOL_REGISTERED },
  createdPool(log, { dex }) {
    const tokens = tokensOf(log);
    if (tokens.length !== 2) return null;
    const [token0, token1] = tokens as [Address, Address];
    const pool = topicAddress(log.topics[1]);
    return { dex, pool, token0, token1, curve: 'unknown', feePips: null, tickSpacing: null };
  },
  manyTokens(log) {
    const tokens = tokensOf(log);
    return tokens.length > 2 ? tokens : null;
  },
  poolTopics: [SWAP],
  poolIdTopic: 1,
  decode({ topics, data }) {
    return [
      {
        kind: 'fill',
        soldToken: topicAddress(topics[2]),
        soldRaw: uintAt(data, 0),
        boughtToken: topicAddress(topics[3]),
        boughtRaw: uintAt(data, 1),
        after: null,
        feeRaw: uintAt(data, 3),
        recipient: null,
      },
    ];
  },
};

function tokensOf({ data }: EvmLog): Address[] {
  const { first, length } = arrayAt(data, 0);
  return Array.from({ length }, (_, i) => addressAt(data, first + CONFIG_WORDS * i));
}

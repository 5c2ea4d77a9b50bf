import type { Address } from '@tokentape/core/facts/chain.ts';
import { addressAt, arrayAt, topicAddress, uintAt } from '../abi-words.ts';
import type { EvmLog } from '../evm-block.ts';
import type { EvmVenue } from '../evm-venue.ts';

/** TokensRegistered(bytes32 indexed poolId, address[] tokens, address[] assetManagers) */
const TOKENS_REGISTERED = '0xf5847d3f2197b16cdcd2098ec95d0905cd1abdaf415f07bb7cef2bba8ac5dec4';
/** Swap(bytes32 indexed poolId, address indexed tokenIn, address indexed tokenOut, uint256 amountIn, uint256 amountOut) */
const SWAP = '0x2170c741c41531aec20e7c107c24eecfdd15e69c9bb0a8dd37b1840b9e0b207b';

/**
 * Balancer v2: all pools inside one vault, told by the id, whose first twenty bytes are the pool's own token. Weights and
 * amplification are not in the vault's events, so that no curve is claimed; nor is the fee, which the pool keeps to itself.
 */
export const balancerV2: EvmVenue = {
  decoder: 'balancer-v2',
  creation: { topic0: TOKENS_REGISTERED },
  createdPool(log, { dex }) {
    const tokens = tokensOf(log);
    if (tokens.length !== 2) return null;
    const [token0, token1] = tokens as [Address, Address];
    return { dex, pool: log.topics[1]!, token0, token1, curve: 'unknown', feePips: null, tickSpacing: null };
  },
  manyTokens(log) {
    const tokens = tokensOf(log);
    return tokens.length > 2 ? tokens : null;
  },
  poolTopics: [SWAP],
  poolIdTopic: 1,
  /** A swap for the pool's own token puts liquidity in or takes it out. */
  decode({ topics, data }, { pool: { token0, token1 } }) {
    const [soldToken, boughtToken] = [topicAddress(topics[2]), topicAddress(topics[3])];
    if (![token0, token1].includes(soldToken) || ![token0, token1].includes(boughtToken)) return [];
    const amounts = { soldToken, soldRaw: uintAt(data, 0), boughtToken, boughtRaw: uintAt(data, 1) };
    return [{ kind: 'fill', ...amounts, after: null, feeRaw: null, recipient: null }];
  },
};

/** The tokens that a pool trades: of composable pools not the pool's own. */
function tokensOf({ topics, data }: EvmLog): Address[] {
  const { first, length } = arrayAt(data, 0);
  const own = topics[1]!.slice(0, 42);
  return Array.from({ length }, (_, i) => addressAt(data, first + i)).filter((token) => token !== own);
}

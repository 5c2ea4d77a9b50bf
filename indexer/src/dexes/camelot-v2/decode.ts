import type { StatedTerms } from '@tokentape/core/facts/stated-terms.ts';
import { addressAt, numberAt, topicAddress, uintAt } from '../abi-words.ts';
import type { EvmLog } from '../evm-block.ts';
import { pairVenue } from '../evm-pair.ts';
import type { LogContext, RawEvent } from '../evm-venue.ts';
import { feeState, UNPRICED } from '../varying-fee.ts';

/** FeePercentUpdated(uint16 token0FeePercent, uint16 token1FeePercent), in 1e-5 */
const FEE_PERCENT_UPDATED = '0xa4877b8ecb5a00ba277e4bceeeb187a669e7113649774dfbea05c259ce27f17b';
/** SetStableSwap(bool prevStableSwap, bool stableSwap) */
const SET_STABLE_SWAP = '0xb6a86710bde53aa7fb1b3856279e2af5b476d53e2dd0902cf17a0911b5a43a8b';
const PIPS_IN_A_FEE_UNIT = 10;
/** Both directions until the first update. Source: CamelotLabs/core CamelotPair.sol, token0FeePercent and token1FeePercent. */
const FIRST_FEE_PIPS = 3_000;
const PIPS = 1_000_000n;

/**
 * Camelot v2: Uniswap v2's events, a fee for each direction that may change, and a curve that may be turned from constant
 * product to stable and back. Both changes are events of the pair, so that no one curve is claimed for its life.
 */
export const camelotV2 = pairVenue({
  decoder: 'camelot-v2',
  /** PairCreated(address indexed token0, address indexed token1, address pair, uint256) */
  creation: {
    topic0: '0x0d3648bd0f6ba80134a33ba9275ac585d9d315f0ad8355cddefde31afa28d0e9',
    token0Topic: 1,
    token1Topic: 2,
  },
  createdPool: ({ topics, data }, factory) => ({
    dex: factory.dex,
    pool: addressAt(data, 0),
    token0: topicAddress(topics[1]),
    token1: topicAddress(topics[2]),
    curve: 'unknown',
    feePips: null,
    tickSpacing: null,
  }),
  opening: shaped({ curve: 'constant-product', fee: { pips: FIRST_FEE_PIPS, pips1: FIRST_FEE_PIPS } }),
  topics: {
    /** Swap(address indexed sender, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out, address indexed to) */
    swap: '0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822',
    /** Sync(uint112 reserve0, uint112 reserve1) */
    sync: '0x1c411e9a96e071241c2f21f7726b17ae89e3cab4c78be50e062b03a9fffbbad1',
    /** Mint(address indexed sender, uint256 amount0, uint256 amount1) */
    mint: '0x4c209b5fc8ad50758f13e2e1088ba56a560dff690a1c6fef26394f4c03821c4f',
    /** Burn(address indexed sender, uint256 amount0, uint256 amount1, address indexed to) */
    burn: '0xdccd412f0b1252819cb1fd330b93224ca42612892bb3f4f789976e6d81936496',
  },
  moreTopics: [FEE_PERCENT_UPDATED, SET_STABLE_SWAP],
  decodeMore: (log) => [log.topics[0] === FEE_PERCENT_UPDATED ? feesOf(log) : shapeOf(log)],
  feeRaw: chargedFee,
});

function shaped(terms: StatedTerms): RawEvent {
  return { kind: 'pool-state', source: 'initialize', state: UNPRICED, terms };
}

function shapeOf({ data }: EvmLog): RawEvent {
  return shaped({ curve: uintAt(data, 1) === 1n ? 'stable' : 'constant-product' });
}

function feesOf({ data }: EvmLog): RawEvent {
  return feeState(numberAt(data, 0) * PIPS_IN_A_FEE_UNIT, numberAt(data, 1) * PIPS_IN_A_FEE_UNIT);
}

/** By the rate in force for what is sold, rounded down as the pair does; null where the pair was not read from its creation. */
function chargedFee({ soldRaw, sell }: { soldRaw: bigint; sell: 0 | 1 }, { pool }: LogContext): bigint | null {
  const pips = pool.followed?.feePips(sell) ?? null;
  return pips === null ? null : (soldRaw * BigInt(pips)) / PIPS;
}

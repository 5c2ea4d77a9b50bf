import { addressAt, numberAt, topicAddress, uintAt } from '../abi-words.ts';
import type { EvmLog } from '../evm-block.ts';
import { pairVenue } from '../evm-pair.ts';
import type { LogContext, RawEvent } from '../evm-venue.ts';
import { feeState, feeUnknown } from '../varying-fee.ts';

/** Fees(address indexed sender, uint256 amount0, uint256 amount1): what left the pool for its fee vault. */
const FEES = '0x112c256902bf554b6ed882d2936687aaeb4225e8cd5b51303c90ca6cf43a8602';
/** Swap(address indexed sender, address indexed to, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out) */
const SWAP = '0xb3e2773606abfd36b5bd91394b3a54d1398336c65005baf7bf7a05efeffaf75b';

/** SetCustomFee(address indexed pool, uint256 fee), of the factory. */
const SET_CUSTOM_FEE = '0xae468ce586f9a87660fdffc1448cee942042c16ae2f02046b134b5224f31936b';
/** A custom fee of none; 0 gives the pool back to the general fee. Source: PoolFactory.sol, ZERO_FEE_INDICATOR and getFee. */
const NO_FEE = 420;

const BASIS = 10_000n;
const PIPS_IN_A_BASIS_POINT = 100;

/** Aerodrome v1 (Solidly v2): volatile and stable pools, whose fees leave the reserves and are stated to the unit. */
export const aerodromeV1 = pairVenue({
  decoder: 'solidly-v2',
  /** PoolCreated(address indexed token0, address indexed token1, bool indexed stable, address pool, uint256) */
  creation: {
    topic0: '0x2128d88d14c80cb081c1252a5acff7a264671bf199ce226b53788fb26065005e',
    token0Topic: 1,
    token1Topic: 2,
  },
  createdPool: ({ topics, data }, factory) => ({
    dex: factory.dex,
    pool: addressAt(data, 0),
    token0: topicAddress(topics[1]),
    token1: topicAddress(topics[2]),
    curve: BigInt(topics[3] ?? 0) === 1n ? 'stable' : 'constant-product',
    feePips: factory.feePips,
    tickSpacing: null,
  }),
  topics: {
    swap: SWAP,
    /** Sync(uint256 reserve0, uint256 reserve1) */
    sync: '0xcf2aa50876cdfbb541206f89af0ee78d44a2abf8d328e37fa4917f982149848a',
    /** Mint(address indexed sender, uint256 amount0, uint256 amount1) */
    mint: '0x4c209b5fc8ad50758f13e2e1088ba56a560dff690a1c6fef26394f4c03821c4f',
    /** Burn(address indexed sender, address indexed to, uint256 amount0, uint256 amount1) */
    burn: '0x5d624aa9c148153ab3446c1b154f660ee7701e549fe9b62dab7171b1c80e6fa2',
  },
  moreTopics: [FEES],
  factoryTopics: [SET_CUSTOM_FEE],
  decodeMore: (log) => (log.topics[0] === SET_CUSTOM_FEE ? [customFee(log)] : []),
  feeRaw: ({ sell }, context) => statedFee(sell, context),
  shownPips,
});

/** The general fee has no event: a pool that goes back to it shows it by its next swap. */
function customFee({ data }: EvmLog): RawEvent {
  const bps = numberAt(data, 0);
  return bps === 0 ? feeUnknown : feeState(bps === NO_FEE ? 0 : bps * PIPS_IN_A_BASIS_POINT);
}

/** The Fees events between the pool's previous swap and this one; the pool emits none for a fee of nothing. */
function statedFee(sell: 0 | 1, { earlier }: LogContext): bigint {
  const since = earlier.slice(earlier.findLastIndex(({ topics }) => topics[0] === SWAP) + 1);
  const fees = since.filter(({ topics }) => topics[0] === FEES);
  return fees.reduce((sum, { data }) => sum + uintAt(data, sell), 0n);
}

/** A pool's fee is a whole number of basis points of what is sold, rounded down: a large enough swap shows which. */
function shownPips({ soldRaw, feeRaw }: { soldRaw: bigint; feeRaw: bigint }): number | null {
  if (soldRaw < 2n * BASIS) return null;
  const bps = (feeRaw * BASIS + soldRaw - 1n) / soldRaw;
  return (soldRaw * bps) / BASIS === feeRaw ? Number(bps) * PIPS_IN_A_BASIS_POINT : null;
}

import { addressAt, topicAddress, topicNumber } from '../abi-words.ts';
import { concentratedVenue } from '../evm-concentrated.ts';

/** PoolCreated(address indexed token0, address indexed token1, int24 indexed tickSpacing, address pool) */
const POOL_CREATED = '0xab0d57f0df537bb25e80245ef7748fa62353808c54d6e528a9dd20887aed9ac2';

/**
 * Aerodrome Slipstream: Uniswap v3's events, pools told apart by tick spacing, and a fee that a module may change at any
 * block without an event of the pool: swaps show it. Staking moves no tick's liquidity. A pool is initialised, and says so,
 * before its factory announces it.
 */
export const slipstream = concentratedVenue({
  decoder: 'slipstream',
  creation: { topic0: POOL_CREATED, token0Topic: 1, token1Topic: 2 },
  createdPool: ({ topics, data }, factory) => ({
    dex: factory.dex,
    pool: addressAt(data, 0),
    token0: topicAddress(topics[1]),
    token1: topicAddress(topics[2]),
    curve: 'concentrated',
    feePips: null,
    tickSpacing: topicNumber(topics[3]),
  }),
});

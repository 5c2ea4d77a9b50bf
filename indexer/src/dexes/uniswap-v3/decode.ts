import { addressAt, numberAt, topicAddress, topicNumber } from '../abi-words.ts';
import { concentratedVenue } from '../evm-concentrated.ts';

/** PoolCreated(address indexed token0, address indexed token1, uint24 indexed fee, int24 tickSpacing, address pool) */
export const POOL_CREATED = '0x783cca1c0412dd0d695e784568c96da2e9c22ff989357a2e8b1d9b2b4e6b7118';

/** Uniswap v3 and the forks that kept its events and static fee, such as Sushi v3. */
export const uniswapV3 = concentratedVenue({
  decoder: 'uniswap-v3',
  creation: { topic0: POOL_CREATED, token0Topic: 1, token1Topic: 2 },
  createdPool: ({ topics, data }, factory) => ({
    dex: factory.dex,
    pool: addressAt(data, 1),
    token0: topicAddress(topics[1]),
    token1: topicAddress(topics[2]),
    curve: 'concentrated',
    feePips: topicNumber(topics[3]),
    tickSpacing: numberAt(data, 0),
  }),
});

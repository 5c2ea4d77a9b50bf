import { addressAt, numberAt, topicAddress, topicNumber } from '../abi-words.ts';
import { concentratedVenue } from '../evm-concentrated.ts';

/** PoolCreated(address indexed token0, address indexed token1, uint24 indexed fee, int24 tickSpacing, address pool) */
const POOL_CREATED = '0x783cca1c0412dd0d695e784568c96da2e9c22ff989357a2e8b1d9b2b4e6b7118';
/** Swap of Uniswap v3 with uint128 protocolFeesToken0 and uint128 protocolFeesToken1 at its end. */
const SWAP = '0x19b47279256b2a23a1665c810c8d55a1758940ee09377d4f8d26497a3577dc83';

/** PancakeSwap v3: Uniswap v3 whose swap event also names the protocol's share, a part of the pool's fee. */
export const pancakeswapV3 = concentratedVenue({
  decoder: 'pancakeswap-v3',
  creation: { topic0: POOL_CREATED, token0Topic: 1, token1Topic: 2 },
  swapTopic: SWAP,
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

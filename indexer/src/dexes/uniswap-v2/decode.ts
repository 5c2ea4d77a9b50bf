import { addressAt, topicAddress } from '../abi-words.ts';
import { feeOf } from '../evm-concentrated.ts';
import { pairVenue } from '../evm-pair.ts';

/** Uniswap v2 and the forks that kept its events and one static fee, such as PancakeSwap v2 and Sushi v2. */
export const uniswapV2 = pairVenue({
  decoder: 'uniswap-v2',
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
    curve: 'constant-product',
    feePips: factory.feePips,
    tickSpacing: null,
  }),
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
  feeRaw: ({ soldRaw }, { pool }) => feeOf(soldRaw, pool.feePips),
});

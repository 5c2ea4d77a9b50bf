import { testLog } from '../testing/evm-fixtures.ts';
import { pool, Q96, router, trader, type UnplacedLog } from '../testing/evm-venue-fixture.ts';

export const V3_SWAP =
  'Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)';

export const initialized: UnplacedLog = testLog(pool, 'Initialize(uint160 sqrtPriceX96, int24 tick)', {
  sqrtPriceX96: Q96,
  tick: 0,
});

/** The two swaps of the story in an event with the words of Uniswap v3. */
export const swapped = (signature = V3_SWAP) => ({
  sell: [
    testLog(pool, signature, {
      sender: router,
      recipient: trader,
      amount0: 1000n,
      amount1: -990n,
      sqrtPriceX96: Q96 - 1n,
      liquidity: 7n,
      tick: -1,
    }),
  ],
  buy: [
    testLog(pool, signature, {
      sender: router,
      recipient: trader,
      amount0: -500n,
      amount1: 510n,
      sqrtPriceX96: Q96 + 1n,
      liquidity: 7n,
      tick: 0,
    }),
  ],
});

import { testLog } from '../testing/evm-fixtures.ts';
import { pool, router, trader, type UnplacedLog } from '../testing/evm-venue-fixture.ts';

export const V2_SYNC = 'Sync(uint112 reserve0, uint112 reserve1)';
export const V2_SWAP =
  'Swap(address indexed sender, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out, address indexed to)';
export const PAIR_CREATED = 'PairCreated(address indexed token0, address indexed token1, address pair, uint256 count)';

export const synced = (reserve0: bigint, reserve1: bigint, signature = V2_SYNC): UnplacedLog =>
  testLog(pool, signature, { reserve0, reserve1 });

/** The two swaps of the story with the Sync that goes before each. */
export const swapped = (swap = V2_SWAP, sync = V2_SYNC) => ({
  sell: [
    synced(101_000n, 99_010n, sync),
    testLog(pool, swap, { sender: router, to: trader, amount0In: 1000n, amount1Out: 990n }),
  ],
  buy: [
    synced(99_500n, 100_510n, sync),
    testLog(pool, swap, { sender: router, to: trader, amount1In: 510n, amount0Out: 500n }),
  ],
});

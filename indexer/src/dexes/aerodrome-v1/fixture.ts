import { testLog } from '../../testing/evm-fixtures.ts';
import { factory, pool, router, stock, usdc, type VenueFixture } from '../../testing/evm-venue-fixture.ts';
import { swapped, synced } from '../evm-pair.fixture.ts';

export const SYNC = 'Sync(uint256 reserve0, uint256 reserve1)';
const SWAP =
  'Swap(address indexed sender, address indexed to, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out)';
const { sell, buy } = swapped(SWAP, SYNC);

/** A sale of stock at the given fee, with its Sync. */
export const soldFor = (amount0In: bigint, fee: bigint) => [
  fees(fee, 0n),
  synced(1_000_000n, 1_000_000n, SYNC),
  testLog(pool, SWAP, { sender: router, to: router, amount0In, amount1Out: amount0In - fee }),
];

const fees = (amount0: bigint, amount1: bigint) =>
  testLog(pool, 'Fees(address indexed sender, uint256 amount0, uint256 amount1)', { sender: router, amount0, amount1 });

/** The factory gives a pool a fee of its own, in basis points. */
export const customFee = (fee: bigint, of: string = pool) =>
  testLog(factory, 'SetCustomFee(address indexed pool, uint256 fee)', { pool: of, fee });

export const createdAs = (stable: boolean) =>
  testLog(
    factory,
    'PoolCreated(address indexed token0, address indexed token1, bool indexed stable, address pool, uint256 count)',
    { token0: stock, token1: usdc, stable, pool, count: 1n },
  );

export const fixture: VenueFixture = {
  decoder: 'solidly-v2',
  dex: 'aerodrome-v1',
  pool,
  vault: pool,
  feePips: null,
  created: [createdAs(false)],
  sell: [fees(4n, 0n), ...sell],
  buy: [fees(0n, 2n), ...buy],
  fees: [4n, 2n],
};

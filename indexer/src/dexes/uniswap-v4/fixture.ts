import { encodeAbiParameters, keccak256, parseAbiParameters } from 'viem';
import { testAddress, testLog } from '../../testing/evm-fixtures.ts';
import { factory, Q96, router, stock, usdc, type VenueFixture } from '../../testing/evm-venue-fixture.ts';

export const NO_HOOKS = testAddress(0);

export interface PoolKey {
  currency0: string;
  currency1: string;
  fee: number;
  tickSpacing: number;
  hooks: string;
}

export const key: PoolKey = { currency0: stock, currency1: usdc, fee: 3000, tickSpacing: 60, hooks: NO_HOOKS };

/** The id as the contract computes it, here by viem. */
export function idOf({ currency0, currency1, fee, tickSpacing, hooks }: PoolKey): string {
  const types = parseAbiParameters('address, address, uint24, int24, address');
  return keccak256(encodeAbiParameters(types, [currency0, currency1, fee, tickSpacing, hooks] as never));
}

export const initializedAs = (own: PoolKey, id = idOf(own)) =>
  testLog(
    factory,
    'Initialize(bytes32 indexed id, address indexed currency0, address indexed currency1, uint24 fee, int24 tickSpacing, address hooks, uint160 sqrtPriceX96, int24 tick)',
    { ...own, id, sqrtPriceX96: Q96, tick: 0 },
  );

export const swap = (amount0: bigint, amount1: bigint, fee: number, id = idOf(key)) =>
  testLog(
    factory,
    'Swap(bytes32 indexed id, address indexed sender, int128 amount0, int128 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick, uint24 fee)',
    { id, sender: router, amount0, amount1, sqrtPriceX96: Q96 - 1n, liquidity: 7n, tick: -1, fee },
  );

export const modified = (tickLower: number, tickUpper: number, liquidityDelta: bigint, id = idOf(key)) =>
  testLog(
    factory,
    'ModifyLiquidity(bytes32 indexed id, address indexed sender, int24 tickLower, int24 tickUpper, int256 liquidityDelta, bytes32 salt)',
    { id, sender: router, tickLower, tickUpper, liquidityDelta, salt: `0x${'0'.repeat(64)}` },
  );

export const fixture: VenueFixture = {
  decoder: 'uniswap-v4',
  dex: 'uniswap-v4',
  pool: idOf(key),
  vault: factory,
  feePips: null,
  created: [initializedAs(key)],
  sell: [swap(-1000n, 990n, 3000)],
  buy: [swap(500n, -510n, 10_000)],
  fees: [3n, 6n],
};

import { testAddress, testLog } from '../../testing/evm-fixtures.ts';
import { factory, stock, usdc, type VenueFixture } from '../../testing/evm-venue-fixture.ts';

/** A composable pool: its own token is among those that it registers. */
export const ownToken = testAddress(0xb9);
export const poolId = `${ownToken}${'0'.repeat(23)}1`;

export const registered = (tokens: string[]) =>
  testLog(factory, 'TokensRegistered(bytes32 indexed poolId, address[] tokens, address[] assetManagers)', {
    poolId,
    tokens,
    assetManagers: tokens.map(() => testAddress(0)),
  });

export const swapped = (tokenIn: string, tokenOut: string, amountIn: bigint, amountOut: bigint) =>
  testLog(
    factory,
    'Swap(bytes32 indexed poolId, address indexed tokenIn, address indexed tokenOut, uint256 amountIn, uint256 amountOut)',
    { poolId, tokenIn, tokenOut, amountIn, amountOut },
  );

export const fixture: VenueFixture = {
  decoder: 'balancer-v2',
  dex: 'balancer-v2',
  pool: poolId,
  vault: factory,
  feePips: null,
  created: [registered([stock, ownToken, usdc])],
  sell: [swapped(stock, usdc, 1000n, 990n)],
  buy: [swapped(usdc, stock, 510n, 500n)],
  fees: [null, null],
  statesCurve: false,
};

import { testAddress, testLog } from '../../testing/evm-fixtures.ts';
import { factory, pool, stock, usdc, type VenueFixture } from '../../testing/evm-venue-fixture.ts';

const HOOKS = [
  ...['enableHookAdjustedAmounts', 'shouldCallBeforeInitialize', 'shouldCallAfterInitialize'],
  ...['shouldCallComputeDynamicSwapFee', 'shouldCallBeforeSwap', 'shouldCallAfterSwap', 'shouldCallBeforeAddLiquidity'],
  ...['shouldCallAfterAddLiquidity', 'shouldCallBeforeRemoveLiquidity', 'shouldCallAfterRemoveLiquidity'],
];
const LIQUIDITY = [
  'disableUnbalancedLiquidity',
  'enableAddLiquidityCustom',
  'enableRemoveLiquidityCustom',
  'enableDonation',
];
const flags = (names: string[]) => names.map((name) => `bool ${name}`).join(', ');
const none = testAddress(0);

export const registered = (tokens: string[]) =>
  testLog(
    factory,
    `PoolRegistered(address indexed pool, address indexed factory, (address token, uint8 tokenType, address rateProvider, bool paysYieldFees)[] tokenConfig, uint256 swapFeePercentage, uint32 pauseWindowEndTime, (address pauseManager, address swapFeeManager, address poolCreator) roleAccounts, (${flags(HOOKS)}, address hooksContract) hooksConfig, (${flags(LIQUIDITY)}) liquidityManagement)`,
    {
      ...{ pool, factory: testAddress(0xfa), swapFeePercentage: 10n ** 16n, pauseWindowEndTime: 9 },
      tokenConfig: tokens.map((token) => ({ token, tokenType: 0, rateProvider: none, paysYieldFees: false })),
      roleAccounts: { pauseManager: none, swapFeeManager: none, poolCreator: none },
      hooksConfig: { ...Object.fromEntries(HOOKS.map((name) => [name, false])), hooksContract: none },
      liquidityManagement: Object.fromEntries(LIQUIDITY.map((name) => [name, false])),
    },
  );

const swapped = (tokenIn: string, tokenOut: string, amountIn: bigint, amountOut: bigint, swapFeeAmount: bigint) =>
  testLog(
    factory,
    'Swap(address indexed pool, address indexed tokenIn, address indexed tokenOut, uint256 amountIn, uint256 amountOut, uint256 swapFeePercentage, uint256 swapFeeAmount)',
    { pool, tokenIn, tokenOut, amountIn, amountOut, swapFeePercentage: 10n ** 16n, swapFeeAmount },
  );

export const fixture: VenueFixture = {
  decoder: 'balancer-v3',
  dex: 'balancer-v3',
  pool,
  vault: factory,
  feePips: null,
  created: [registered([stock, usdc])],
  sell: [swapped(stock, usdc, 1000n, 990n, 10n)],
  buy: [swapped(usdc, stock, 510n, 500n, 6n)],
  fees: [10n, 6n],
  statesCurve: false,
};

import { type Address, encodeAbiParameters, type Hex, keccak256, parseAbiParameters } from 'viem';
import { packagedContract } from './evm-compile.ts';
import type { Deployed, EvmWallet } from './evm-wallet.ts';

const core = (name: string) => packagedContract(`@uniswap/v4-core/out/${name}.sol/${name}.json`);
const periphery = (name: string) => packagedContract(`@uniswap/v4-periphery/foundry-out/${name}.sol/${name}.json`);

export const NATIVE: Address = '0x0000000000000000000000000000000000000000';
/** Just inside TickMath.MIN_SQRT_PRICE and MAX_SQRT_PRICE: how far a sale of token 0 or 1 may move the price. */
const END = [4295128740n, 1461446703485210103287273052203988822378723970341n] as const;
const SALT: Hex = `0x${'0'.repeat(64)}`;

export interface V4 {
  manager: Deployed;
  liquidityRouter: Deployed;
  swapRouter: Deployed;
  stateView: Deployed;
  quoter: Deployed;
}

export interface V4Key {
  currency0: Address;
  currency1: Address;
  fee: number;
  tickSpacing: number;
  hooks: Address;
}

/** Deploys the real Uniswap v4 contracts; its test routers settle from the sender's allowance. */
export async function deployV4(wallet: EvmWallet): Promise<V4> {
  const manager = await wallet.deploy(core('PoolManager'), [wallet.accounts[0]]);
  const on = [manager.address];
  return {
    manager,
    liquidityRouter: await wallet.deploy(core('PoolModifyLiquidityTest'), on),
    swapRouter: await wallet.deploy(core('PoolSwapTest'), on),
    stateView: await wallet.deploy(periphery('StateView'), on),
    quoter: await wallet.deploy(periphery('V4Quoter'), on),
  };
}

export function v4PoolId({ currency0, currency1, fee, tickSpacing, hooks }: V4Key): Hex {
  const types = parseAbiParameters('address, address, uint24, int24, address');
  return keccak256(encodeAbiParameters(types, [currency0, currency1, fee, tickSpacing, hooks]));
}

export async function createV4Pool(wallet: EvmWallet, v4: V4, key: V4Key, sqrtPrice: bigint): Promise<Hex> {
  await wallet.send(v4.manager, 'initialize', [key, sqrtPrice]);
  return v4PoolId(key);
}

/** Puts liquidity in (positive) or takes it out; native coin is sent along and what is too much comes back. */
export async function modifyV4(
  wallet: EvmWallet,
  v4: V4,
  key: V4Key,
  change: { lower: number; upper: number; delta: bigint },
  from: Address,
): Promise<void> {
  const params = { tickLower: change.lower, tickUpper: change.upper, liquidityDelta: change.delta, salt: SALT };
  const value = key.currency0 === NATIVE && change.delta > 0n ? 10n ** 21n : 0n;
  await wallet.send(v4.liquidityRouter, 'modifyLiquidity', [key, params, '0x'], { from, value });
}

/** `amount` > 0 asks for an exact output, < 0 gives an exact input; claims keep the output inside the manager. */
export async function swapV4(
  wallet: EvmWallet,
  v4: V4,
  key: V4Key,
  {
    sell,
    amount,
    claims = false,
    limit = END[sell],
  }: { sell: 0 | 1; amount: bigint; claims?: boolean; limit?: bigint },
  from: Address,
): Promise<void> {
  const params = { zeroForOne: sell === 0, amountSpecified: amount, sqrtPriceLimitX96: limit };
  const settings = { takeClaims: claims, settleUsingBurn: false };
  const value = key.currency0 === NATIVE && sell === 0 ? 10n ** 21n : 0n;
  await wallet.send(v4.swapRouter, 'swap', [key, params, settings, '0x'], { from, value });
}

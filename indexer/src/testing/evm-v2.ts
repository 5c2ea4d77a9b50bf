import type { Address } from 'viem';
import { compileContract, packagedContract } from './evm-compile.ts';
import type { Deployed, EvmWallet } from './evm-wallet.ts';

const core = (name: string) => packagedContract(`@uniswap/v2-core/build/${name}.json`);

export interface V2 {
  factory: Deployed;
  router: Deployed;
}

export interface V2Pair extends Deployed {
  token0: Address;
  token1: Address;
}

/** Deploys the real Uniswap v2 factory and a bare router of ours. */
export async function deployV2(wallet: EvmWallet): Promise<V2> {
  return {
    factory: await wallet.deploy(core('UniswapV2Factory'), [wallet.accounts[0]]),
    router: await wallet.deploy(compileContract('PairRouter')),
  };
}

export async function createV2Pair(wallet: EvmWallet, v2: V2, a: Address, b: Address): Promise<V2Pair> {
  const [token0, token1] = a < b ? [a, b] : [b, a];
  await wallet.send(v2.factory, 'createPair', [token0, token1]);
  const address = (await wallet.read<Address>(v2.factory, 'getPair', [token0, token1])).toLowerCase() as Address;
  return { address, abi: core('UniswapV2Pair').abi, token0, token1 };
}

export async function addToPair(wallet: EvmWallet, v2: V2, pair: V2Pair, amounts: [bigint, bigint], from: Address) {
  await wallet.send(v2.router, 'add', [pair.address, pair.token0, amounts[0], pair.token1, amounts[1]], { from });
}

export async function removeFromPair(wallet: EvmWallet, v2: V2, pair: V2Pair, shares: bigint, from: Address) {
  await wallet.send(v2.router, 'remove', [pair.address, shares], { from });
}

/** Sells exactly `amountIn` for `amountOut`; the pair refuses when that is a unit too much. */
export async function swapOnPair(
  wallet: EvmWallet,
  v2: V2,
  pair: V2Pair,
  { sell, amountIn, amountOut }: { sell: 0 | 1; amountIn: bigint; amountOut: bigint },
  from: Address,
): Promise<void> {
  const outs = sell === 0 ? [0n, amountOut] : [amountOut, 0n];
  const sold = sell === 0 ? pair.token0 : pair.token1;
  await wallet.send(v2.router, 'swap', [pair.address, sold, amountIn, ...outs], { from });
}

import type { Address } from 'viem';
import { packagedContract } from './evm-compile.ts';
import type { Deployed, EvmWallet } from './evm-wallet.ts';

const core = (name: string) => packagedContract(`@uniswap/v3-core/artifacts/contracts/${name}.sol/${name}.json`);
const periphery = (path: string, name: string) =>
  packagedContract(`@uniswap/v3-periphery/artifacts/contracts/${path}${name}.sol/${name}.json`);

const DEADLINE = 2n ** 32n;
const MAX = 2n ** 128n - 1n;

export interface V3 {
  factory: Deployed;
  positions: Deployed;
  router: Deployed;
  quoter: Deployed;
  tickLens: Deployed;
}

/** Deploys the real Uniswap v3 contracts, around a factory that is there already when one is given. */
export async function deployV3(wallet: EvmWallet, placed?: Deployed): Promise<V3> {
  const factory = placed ?? (await wallet.deploy(core('UniswapV3Factory')));
  const weth = await wallet.deployToken('WETH', 18);
  const both = [factory.address, weth.address];
  return {
    factory,
    positions: await wallet.deploy(periphery('', 'NonfungiblePositionManager'), [...both, factory.address]),
    router: await wallet.deploy(periphery('', 'SwapRouter'), both),
    quoter: await wallet.deploy(periphery('lens/', 'QuoterV2'), both),
    tickLens: await wallet.deploy(periphery('lens/', 'TickLens')),
  };
}

export interface V3Pool extends Deployed {
  token0: Address;
  token1: Address;
  fee: number;
}

/** Creates and initialises a pool of two tokens, in whichever order. */
export async function createV3Pool(wallet: EvmWallet, v3: V3, a: Address, b: Address, fee: number, sqrtPrice: bigint) {
  const [token0, token1] = a < b ? [a, b] : [b, a];
  await wallet.send(v3.positions, 'createAndInitializePoolIfNecessary', [token0, token1, fee, sqrtPrice]);
  const address = (await wallet.read<Address>(v3.factory, 'getPool', [token0, token1, fee])).toLowerCase() as Address;
  return { address, abi: core('UniswapV3Pool').abi, token0, token1, fee } satisfies V3Pool;
}

export interface Position {
  lower: number;
  upper: number;
  amount0: bigint;
  amount1: bigint;
}

/** Mints a position; the NFT's number tells it to `removeLiquidity`. */
export async function addLiquidity(
  wallet: EvmWallet,
  v3: V3,
  pool: V3Pool,
  at: Position,
  from: Address,
): Promise<bigint> {
  const { token0, token1, fee } = pool;
  const amounts = [at.amount0, at.amount1, 0n, 0n];
  const params = [token0, token1, fee, at.lower, at.upper, ...amounts, from, DEADLINE];
  const names = [
    'token0',
    'token1',
    'fee',
    'tickLower',
    'tickUpper',
    'amount0Desired',
    'amount1Desired',
    'amount0Min',
    'amount1Min',
    'recipient',
    'deadline',
  ];
  const { logs } = await wallet.send(
    v3.positions,
    'mint',
    [Object.fromEntries(names.map((name, i) => [name, params[i]]))],
    { from },
  );
  const minted = logs.find((log) => log.address.toLowerCase() === v3.positions.address && log.topics.length === 4);
  return BigInt(minted!.topics[3]!);
}

/** Takes liquidity out; zero only settles the fees, as a poke. */
export async function removeLiquidity(wallet: EvmWallet, v3: V3, tokenId: bigint, liquidity: bigint, from: Address) {
  if (liquidity > 0n) {
    const params = { tokenId, liquidity, amount0Min: 0n, amount1Min: 0n, deadline: DEADLINE };
    await wallet.send(v3.positions, 'decreaseLiquidity', [params], { from });
  }
  await wallet.send(v3.positions, 'collect', [{ tokenId, recipient: from, amount0Max: MAX, amount1Max: MAX }], {
    from,
  });
}

/** Swaps through the router, an exact amount in or out. */
export async function swapV3(
  wallet: EvmWallet,
  v3: V3,
  pool: V3Pool,
  { sell, exactIn, exactOut, limit = 0n }: { sell: 0 | 1; exactIn?: bigint; exactOut?: bigint; limit?: bigint },
  from: Address,
): Promise<void> {
  const [tokenIn, tokenOut] = sell === 0 ? [pool.token0, pool.token1] : [pool.token1, pool.token0];
  const common = { tokenIn, tokenOut, fee: pool.fee, recipient: from, deadline: DEADLINE, sqrtPriceLimitX96: limit };
  if (exactIn !== undefined) {
    await wallet.send(v3.router, 'exactInputSingle', [{ ...common, amountIn: exactIn, amountOutMinimum: 0n }], {
      from,
    });
  } else {
    const amounts = { amountOut: exactOut, amountInMaximum: 2n ** 255n };
    await wallet.send(v3.router, 'exactOutputSingle', [{ ...common, ...amounts }], { from });
  }
}

/** Initialised ticks of the words of the bitmap around the price, as the contract has them. */
export async function ticksOf(wallet: EvmWallet, v3: V3, pool: V3Pool, tickSpacing: number) {
  const words = Math.ceil(887272 / tickSpacing / 256) + 1;
  const ticks: { index: number; liquidityNet: bigint; liquidityGross: bigint }[] = [];
  for (let word = -words; word <= words; word += 1) {
    const found = await wallet.read<{ tick: number; liquidityNet: bigint; liquidityGross: bigint }[]>(
      v3.tickLens,
      'getPopulatedTicksInWord',
      [pool.address, word],
    );
    for (const { tick, ...liquidity } of found) ticks.push({ index: tick, ...liquidity });
  }
  return ticks.sort((a, b) => a.index - b.index);
}

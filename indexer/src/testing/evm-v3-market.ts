import type { Address } from 'viem';
import { sqrtPriceX96 } from './evm-square-root.ts';
import { addLiquidity, createV3Pool, removeLiquidity, swapV3, type V3, type V3Pool } from './evm-v3.ts';
import type { Deployed, EvmWallet } from './evm-wallet.ts';

const MAX = 2n ** 256n - 1n;

export interface Market {
  pool: V3Pool;
  stock: Deployed;
  tickSpacing: number;
}

/** Where a market is played, and by whom. */
export interface Stage {
  wallet: EvmWallet;
  v3: V3;
  usdc: Deployed;
  /** Decimals of the dollars; 6 when absent. */
  usdcDecimals?: number;
  maker: Address;
  taker: Address;
}

/** Gives both players a billion of a token, to spend at will. */
export async function fund({ wallet, v3, maker, taker }: Stage, token: Deployed, decimals: number): Promise<void> {
  for (const owner of [maker, taker]) {
    await wallet.send(token, 'mint', [owner, 10n ** BigInt(decimals + 9)]);
    for (const spender of [v3.positions, v3.router]) {
      await wallet.send(token, 'approve', [spender.address, MAX], { from: owner });
    }
  }
}

/**
 * Plays a stock against dollars at 340: positions wide and narrow, five swaps both ways by exact input and output,
 * liquidity taken out, a poke, a transfer and a burn of the stock.
 */
export async function playMarket(stage: Stage, stock: Deployed, decimals: number, fee: number): Promise<Market> {
  const { wallet, v3, usdc, usdcDecimals = 6, maker, taker } = stage;
  await fund(stage, stock, decimals);
  const tickSpacing = fee === 500 ? 10 : 60;
  const dollar = 10n ** BigInt(usdcDecimals);
  const [dollars, share] = [340n * dollar, 10n ** BigInt(decimals)];
  const isFirst = stock.address < usdc.address;
  const price = isFirst ? sqrtPriceX96(dollars, share) : sqrtPriceX96(share, dollars);
  const pool = await createV3Pool(wallet, v3, stock.address, usdc.address, fee, price);
  const [sell, buy] = isFirst ? ([0, 1] as const) : ([1, 0] as const);
  const range = (lower: number, upper: number, shares: bigint, usd: bigint) => {
    const [a, b] = [shares * share, usd * dollar];
    return { lower, upper, ...(isFirst ? { amount0: a, amount1: b } : { amount0: b, amount1: a }) };
  };
  const [, tick] = await wallet.read<[bigint, number]>(pool, 'slot0');
  const near = Math.floor(tick / tickSpacing) * tickSpacing;
  const full = Math.floor(887272 / tickSpacing) * tickSpacing;
  await addLiquidity(wallet, v3, pool, range(-full, full, 1000n, 340_000n), maker);
  const narrow = range(near - 6 * tickSpacing, near + 8 * tickSpacing, 2000n, 680_000n);
  const second = await addLiquidity(wallet, v3, pool, narrow, maker);
  await swapV3(wallet, v3, pool, { sell, exactIn: 7n * share }, taker);
  await swapV3(wallet, v3, pool, { sell: buy, exactIn: (123_456_789n * dollar) / 1_000_000n }, taker);
  await swapV3(wallet, v3, pool, { sell: buy, exactOut: 3n * share }, taker);
  await addLiquidity(wallet, v3, pool, range(near - 100 * tickSpacing, near - tickSpacing, 50n, 17_000n), taker);
  await swapV3(wallet, v3, pool, { sell, exactIn: 900n * share }, taker);
  await swapV3(wallet, v3, pool, { sell, exactOut: 5n * dollar }, taker);
  await removeLiquidity(wallet, v3, second, 1_000_000n, maker);
  await removeLiquidity(wallet, v3, second, 0n, maker);
  await wallet.send(stock, 'transfer', [maker, share], { from: taker });
  await wallet.send(stock, 'burn', [share / 3n], { from: maker });
  return { pool, stock, tickSpacing };
}

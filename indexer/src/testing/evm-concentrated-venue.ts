import type { Tick } from '@tokentape/core/curves/concentrated.ts';
import type { Address } from 'viem';
import type { EvmFactory } from '../dexes/evm-registry.ts';
import { addLiquidity, createV3Pool, deployV3, removeLiquidity, swapV3, ticksOf, type V3Pool } from './evm-v3.ts';
import { createV4Pool, deployV4, modifyV4, NATIVE, swapV4, type V4Key } from './evm-v4.ts';
import type { Deployed, EvmWallet } from './evm-wallet.ts';

export interface SwapRequest {
  sell: 0 | 1;
  exactIn?: bigint;
  exactOut?: bigint;
  limit?: bigint;
}

/** What a random history does in a concentrated pool, and what its contracts say afterwards. */
export interface LivePool {
  /** Address or id. */
  id: string;
  tickSpacing: number;
  feePips: number;
  /** Puts liquidity into [lower, upper), of about so much. */
  add(lower: number, upper: number, liquidity: bigint): Promise<void>;
  /** Takes hundredths out of the nth position, modulo their number; zero is a poke. */
  remove(position: number, hundredths: bigint): Promise<void>;
  swap(request: SwapRequest): Promise<void>;
  state(): Promise<{ sqrtPrice: bigint; tick: number; liquidity: bigint }>;
  ticks(known: readonly Tick[]): Promise<Tick[]>;
  /** The other amount by the venue's quoter; null when it cannot fill. */
  quote(sell: 0 | 1, amount: bigint, exact: 'in' | 'out'): Promise<bigint | null>;
}

export interface LiveVenue {
  factory: Partial<EvmFactory>;
  /** Who has to be allowed to take tokens. */
  spenders: Deployed[];
  open(a: Address, b: Address, sqrtPrice: bigint): Promise<LivePool>;
}

interface Held {
  lower: number;
  upper: number;
  liquidity: bigint;
  nft: bigint;
}

export async function liveV3(wallet: EvmWallet, maker: Address, taker: Address): Promise<LiveVenue> {
  const v3 = await deployV3(wallet);
  async function open(a: Address, b: Address, sqrtPrice: bigint): Promise<LivePool> {
    const pool: V3Pool = await createV3Pool(wallet, v3, a, b, 3000, sqrtPrice);
    const held: Held[] = [];
    return {
      id: pool.address,
      tickSpacing: 60,
      feePips: 3000,
      async add(lower, upper, amount) {
        const nft = await addLiquidity(wallet, v3, pool, { lower, upper, amount0: amount, amount1: amount }, maker);
        const position = await wallet.read<(bigint | number | string)[]>(v3.positions, 'positions', [nft]);
        held.push({ lower, upper, liquidity: BigInt(position[7]!), nft });
      },
      async remove(position, hundredths) {
        const own = held[position % held.length];
        if (!own) return;
        const part = (own.liquidity * hundredths) / 100n;
        await removeLiquidity(wallet, v3, own.nft, part, maker);
        own.liquidity -= part;
        if (own.liquidity === 0n) held.splice(held.indexOf(own), 1);
      },
      swap: (request) => swapV3(wallet, v3, pool, request, taker),
      async state() {
        const [price, tick] = await wallet.read<[bigint, number]>(pool, 'slot0');
        return { sqrtPrice: price, tick, liquidity: await wallet.read<bigint>(pool, 'liquidity') };
      },
      ticks: () => ticksOf(wallet, v3, pool, 60),
      async quote(sell, amount, exact) {
        const [tokenIn, tokenOut] = sell === 0 ? [pool.token0, pool.token1] : [pool.token1, pool.token0];
        const common = { tokenIn, tokenOut, fee: pool.fee, sqrtPriceLimitX96: 0n };
        const [method, asked] =
          exact === 'in'
            ? ['quoteExactInputSingle', { ...common, amountIn: amount }]
            : ['quoteExactOutputSingle', { ...common, amount }];
        const answer = await wallet.simulate<bigint[]>(v3.quoter, method as string, [asked]).catch(() => null);
        return answer?.[0] ?? null;
      },
    };
  }
  return { factory: { address: v3.factory.address, decoder: 'uniswap-v3' }, spenders: [v3.positions, v3.router], open };
}

export async function liveV4(wallet: EvmWallet, maker: Address, taker: Address): Promise<LiveVenue> {
  const v4 = await deployV4(wallet);
  async function open(a: Address, b: Address, sqrtPrice: bigint): Promise<LivePool> {
    const [currency0, currency1] = a < b ? [a, b] : [b, a];
    const key: V4Key = { currency0, currency1, fee: 3000, tickSpacing: 60, hooks: NATIVE };
    const id = await createV4Pool(wallet, v4, key, sqrtPrice);
    const held: Omit<Held, 'nft'>[] = [];
    const modify = (lower: number, upper: number, delta: bigint) =>
      modifyV4(wallet, v4, key, { lower, upper, delta }, maker);
    return {
      id,
      tickSpacing: 60,
      feePips: 3000,
      async add(lower, upper, liquidity) {
        await modify(lower, upper, liquidity);
        const own = held.find((position) => position.lower === lower && position.upper === upper);
        if (own) own.liquidity += liquidity;
        else held.push({ lower, upper, liquidity });
      },
      async remove(position, hundredths) {
        const own = held[position % held.length];
        if (!own) return;
        const part = (own.liquidity * hundredths) / 100n;
        await modify(own.lower, own.upper, -part);
        own.liquidity -= part;
        if (own.liquidity === 0n) held.splice(held.indexOf(own), 1);
      },
      swap: ({ sell, exactIn, exactOut, limit }) =>
        swapV4(
          wallet,
          v4,
          key,
          { sell, amount: exactIn === undefined ? exactOut! : -exactIn, ...(limit ? { limit } : {}) },
          taker,
        ),
      async state() {
        const [price, tick] = await wallet.read<[bigint, number]>(v4.stateView, 'getSlot0', [id]);
        return { sqrtPrice: price, tick, liquidity: await wallet.read<bigint>(v4.stateView, 'getLiquidity', [id]) };
      },
      ticks: (known) =>
        Promise.all(
          known.map(async ({ index }) => {
            const [liquidityGross, liquidityNet] = await wallet.read<[bigint, bigint]>(
              v4.stateView,
              'getTickLiquidity',
              [id, index],
            );
            return { index, liquidityNet, liquidityGross };
          }),
        ),
      async quote(sell, amount, exact) {
        const question = { poolKey: key, zeroForOne: sell === 0, exactAmount: amount, hookData: '0x' };
        const method = exact === 'in' ? 'quoteExactInputSingle' : 'quoteExactOutputSingle';
        const answer = await wallet.simulate<bigint[]>(v4.quoter, method, [question]).catch(() => null);
        return answer?.[0] ?? null;
      },
    };
  }
  return {
    factory: { address: v4.manager.address, decoder: 'uniswap-v4' },
    spenders: [v4.liquidityRouter, v4.swapRouter],
    open,
  };
}

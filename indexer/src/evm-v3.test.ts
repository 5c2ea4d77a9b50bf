import { swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import type { Address } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Anvil, startAnvil } from './testing/anvil.ts';
import { type Collected, collectFacts } from './testing/evm-collect.ts';
import { testRegistry } from './testing/evm-fixtures.ts';
import { balancesOf, rebuildConcentrated } from './testing/evm-rebuild.ts';
import { sqrtPriceX96 } from './testing/evm-square-root.ts';
import {
  addLiquidity,
  createV3Pool,
  deployV3,
  removeLiquidity,
  swapV3,
  ticksOf,
  type V3,
  type V3Pool,
} from './testing/evm-v3.ts';
import { type Deployed, EvmWallet } from './testing/evm-wallet.ts';

const MAX = 2n ** 256n - 1n;
interface Market {
  pool: V3Pool;
  stock: Deployed;
  tickSpacing: number;
}

describe('Uniswap v3 on a real node', () => {
  let anvil: Anvil;
  let wallet: EvmWallet;
  let v3: V3;
  let usdc: Deployed;
  let markets: Market[];
  let collected: Collected;
  let maker: Address;
  let taker: Address;

  beforeAll(async () => {
    anvil = await startAnvil({ chainId: 42161 });
    wallet = await EvmWallet.connect(anvil.rpcUrl);
    [maker, taker] = [wallet.accounts[1]!, wallet.accounts[2]!];
    v3 = await deployV3(wallet);
    usdc = await wallet.deployToken('USDC', 6);
    await fund(usdc, 6);
    markets = [await openMarket(8, 3000, 60), await openMarket(18, 500, 10)];
    await wallet.mine();
    const registry = testRegistry(
      markets.map(({ stock }) => stock.address),
      [{ address: v3.factory.address }],
    );
    const toBlock = Number(await wallet.height()) - 2;
    collected = await collectFacts(getChain('arbitrum'), registry, { rpcUrl: anvil.rpcUrl, toBlock });
  });

  afterAll(() => anvil?.stop());

  async function fund(token: Deployed, decimals: number): Promise<void> {
    for (const owner of [maker, taker]) {
      await wallet.send(token, 'mint', [owner, 10n ** BigInt(decimals + 9)]);
      for (const spender of [v3.positions, v3.router]) {
        await wallet.send(token, 'approve', [spender.address, MAX], { from: owner });
      }
    }
  }

  /** Positions wide and narrow, swaps both ways by exact input and output, liquidity taken out, a poke. */
  async function openMarket(decimals: number, fee: number, tickSpacing: number): Promise<Market> {
    const stock = await wallet.deployToken('TSLAx', decimals);
    await fund(stock, decimals);
    const [dollars, share] = [340n * 10n ** 6n, 10n ** BigInt(decimals)];
    const isFirst = stock.address < usdc.address;
    const price = isFirst ? sqrtPriceX96(dollars, share) : sqrtPriceX96(share, dollars);
    const pool = await createV3Pool(wallet, v3, stock.address, usdc.address, fee, price);
    const sell: 0 | 1 = isFirst ? 0 : 1;
    const amounts = (shares: bigint, usd: bigint) => {
      const [a, b] = [shares * share, usd * 10n ** 6n];
      return isFirst ? { amount0: a, amount1: b } : { amount0: b, amount1: a };
    };
    const [, tick] = await wallet.read<[bigint, number]>(pool, 'slot0');
    const near = Math.floor(tick / tickSpacing) * tickSpacing;
    const full = Math.floor(887272 / tickSpacing) * tickSpacing;
    await addLiquidity(wallet, v3, pool, { lower: -full, upper: full, ...amounts(1000n, 340_000n) }, maker);
    const narrow = { lower: near - 6 * tickSpacing, upper: near + 8 * tickSpacing, ...amounts(2000n, 680_000n) };
    const second = await addLiquidity(wallet, v3, pool, narrow, maker);
    await swapV3(wallet, v3, pool, { sell, exactIn: 7n * share }, taker);
    await swapV3(wallet, v3, pool, { sell: sell === 0 ? 1 : 0, exactIn: 123_456_789n }, taker);
    await swapV3(wallet, v3, pool, { sell: sell === 0 ? 1 : 0, exactOut: 3n * share }, taker);
    await addLiquidity(
      wallet,
      v3,
      pool,
      { lower: near - 100 * tickSpacing, upper: near - tickSpacing, ...amounts(50n, 17_000n) },
      taker,
    );
    await swapV3(wallet, v3, pool, { sell, exactIn: 900n * share }, taker);
    await swapV3(wallet, v3, pool, { sell, exactOut: 5_000_000n }, taker);
    await removeLiquidity(wallet, v3, second, 1_000_000n, maker);
    await removeLiquidity(wallet, v3, second, 0n, maker);
    await wallet.send(stock, 'transfer', [maker, share], { from: taker });
    await wallet.send(stock, 'burn', [share / 3n], { from: maker });
    return { pool, stock, tickSpacing };
  }

  it('facts rebuild price, tick, liquidity and every initialised tick', async () => {
    for (const { pool, tickSpacing } of markets) {
      const rebuilt = rebuildConcentrated(collected.facts, pool.address);
      const [sqrtPrice, tick] = await wallet.read<[bigint, number]>(pool, 'slot0');
      const liquidity = await wallet.read<bigint>(pool, 'liquidity');
      expect(rebuilt).toMatchObject({ sqrtPrice, tick, liquidity, feePips: pool.fee, tickSpacing });
      expect(rebuilt.ticks).toEqual(await ticksOf(wallet, v3, pool, tickSpacing));
      expect(rebuilt.ticks.length).toBeGreaterThanOrEqual(5);
    }
  });

  it('transfers, mints and burns add up to every balance and to the supply', async () => {
    for (const { stock, pool } of markets) {
      const balances = balancesOf(collected.facts, stock.address);
      let supply = 0n;
      for (const [owner, raw] of balances) {
        expect(raw).toBe(await wallet.read<bigint>(stock, 'balanceOf', [owner]));
        supply += raw;
      }
      expect(balances.has(pool.address)).toBe(true);
      expect(supply).toBe(await wallet.read<bigint>(stock, 'totalSupply'));
    }
  });

  it('quotes equal QuoterV2 to the unit, both ways, exact in and exact out', async () => {
    for (const { pool } of markets) {
      const rebuilt = rebuildConcentrated(collected.facts, pool.address);
      for (const sell of [0, 1] as const) {
        const [tokenIn, tokenOut] = sell === 0 ? [pool.token0, pool.token1] : [pool.token1, pool.token0];
        const common = { tokenIn, tokenOut, fee: pool.fee, sqrtPriceLimitX96: 0n };
        for (const amount of [1n, 999n, 10n ** 6n, 77n * 10n ** 8n]) {
          const ours = swapConcentrated(rebuilt, { sell, exactIn: amount });
          const theirs = await wallet.simulate<bigint[]>(v3.quoter, 'quoteExactInputSingle', [
            { ...common, amountIn: amount },
          ]);
          expect([ours.amountOut, ours.sqrtPriceAfter]).toEqual(theirs.slice(0, 2));
          const out = swapConcentrated(rebuilt, { sell, exactOut: amount });
          const answer = await wallet.simulate<bigint[]>(v3.quoter, 'quoteExactOutputSingle', [{ ...common, amount }]);
          expect([out.amountIn, out.sqrtPriceAfter]).toEqual(answer.slice(0, 2));
        }
      }
    }
  });

  it('every fill has the taker as trader, and the facts carry what happened', () => {
    const fills = collected.facts.filter((fact) => fact.kind === 'fill');
    expect(fills).toHaveLength(10);
    for (const fill of fills) expect(fill).toMatchObject({ trader: taker, flags: [], dex: 'uniswap-v3' });
    expect(fills.filter(({ boughtToken }) => boughtToken === usdc.address)).toHaveLength(6);
    const changes = collected.facts.filter((fact) => fact.kind === 'liquidity');
    expect(changes.map(({ liquidityDelta }) => Number(liquidityDelta > 0n) - Number(liquidityDelta < 0n))).toEqual([
      1, 1, 1, -1, 0, 0, 1, 1, 1, -1, 0, 0,
    ]);
    expect(collected.database.head.height).toBeGreaterThan(0);
  });

  it('reads the same facts in small ranges with a cautious provider', async () => {
    const registry = testRegistry(
      markets.map(({ stock }) => stock.address),
      [{ address: v3.factory.address }],
    );
    const toBlock = collected.database.head.height;
    const again = await collectFacts(getChain('arbitrum'), registry, {
      rpcUrl: anvil.rpcUrl,
      toBlock,
      logsPerBatch: 7,
      rpc: { batchSize: 3, concurrency: 2 },
    });
    expect(again.facts).toEqual(collected.facts);
  });
});

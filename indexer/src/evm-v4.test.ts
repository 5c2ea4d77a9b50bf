import { swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import type { Address, Hex } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Anvil, startAnvil } from './testing/anvil.ts';
import { type Collected, collectFacts } from './testing/evm-collect.ts';
import { testRegistry } from './testing/evm-fixtures.ts';
import { rebuildConcentrated } from './testing/evm-rebuild.ts';
import { sqrtPriceX96 } from './testing/evm-square-root.ts';
import { createV4Pool, deployV4, modifyV4, NATIVE, swapV4, type V4, type V4Key } from './testing/evm-v4.ts';
import { type Deployed, EvmWallet } from './testing/evm-wallet.ts';

const MAX = 2n ** 256n - 1n;
/** Selector of V4Quoter's NotEnoughLiquidity(bytes32). */
const NOT_ENOUGH_LIQUIDITY = /7a5ed734/;

interface Market {
  id: Hex;
  key: V4Key;
  /** Balances of the manager's two tokens, for the check of amounts. */
  stockIs: 0 | 1;
}

describe('Uniswap v4 on a real node', () => {
  let anvil: Anvil;
  let wallet: EvmWallet;
  let v4: V4;
  let stock: Deployed;
  let usdc: Deployed;
  let markets: Market[];
  let collected: Collected;
  let maker: Address;
  let taker: Address;

  beforeAll(async () => {
    anvil = await startAnvil({ chainId: 4663, args: ['--balance', '100000000'] });
    wallet = await EvmWallet.connect(anvil.rpcUrl);
    [maker, taker] = [wallet.accounts[1]!, wallet.accounts[2]!];
    v4 = await deployV4(wallet);
    stock = await wallet.deployToken('TSLA', 18);
    usdc = await wallet.deployToken('USDG', 6);
    for (const owner of [maker, taker]) {
      await wallet.send(stock, 'mint', [owner, 10n ** 27n]);
      await wallet.send(usdc, 'mint', [owner, 10n ** 15n]);
      for (const spender of [v4.liquidityRouter, v4.swapRouter]) {
        await wallet.send(stock, 'approve', [spender.address, MAX], { from: owner });
        await wallet.send(usdc, 'approve', [spender.address, MAX], { from: owner });
      }
    }
    markets = [await openDollarMarket(), await openNativeMarket()];
    await wallet.mine();
    const factory = { address: v4.manager.address, decoder: 'uniswap-v4' };
    const registry = testRegistry([stock.address], [factory], { chain: 'robinhood' });
    const toBlock = Number(await wallet.height()) - 2;
    collected = await collectFacts(getChain('robinhood'), registry, { rpcUrl: anvil.rpcUrl, toBlock });
  });

  afterAll(() => anvil?.stop());

  async function openDollarMarket(): Promise<Market> {
    const stockIs = stock.address < usdc.address ? 0 : 1;
    const [currency0, currency1] = stockIs === 0 ? [stock.address, usdc.address] : [usdc.address, stock.address];
    const key: V4Key = { currency0, currency1, fee: 3000, tickSpacing: 60, hooks: NATIVE };
    const [dollars, share] = [340n * 10n ** 6n, 10n ** 18n];
    const price = stockIs === 0 ? sqrtPriceX96(dollars, share) : sqrtPriceX96(share, dollars);
    return { ...(await trade(key, price, stockIs, 10n ** 16n)), stockIs };
  }

  async function openNativeMarket(): Promise<Market> {
    const key: V4Key = { currency0: NATIVE, currency1: stock.address, fee: 500, tickSpacing: 10, hooks: NATIVE };
    return { ...(await trade(key, sqrtPriceX96(7n, 1n), 1, 10n ** 20n)), stockIs: 1 };
  }

  /** Positions in and out of range, swaps both ways, one settled by claims, a poke. */
  async function trade(key: V4Key, price: bigint, stockIs: 0 | 1, liquidity: bigint) {
    const id = await createV4Pool(wallet, v4, key, price);
    const [, tick] = await wallet.read<[bigint, number]>(v4.stateView, 'getSlot0', [id]);
    const near = Math.floor(tick / key.tickSpacing) * key.tickSpacing;
    const full = Math.floor(887272 / key.tickSpacing) * key.tickSpacing;
    const modify = (lower: number, upper: number, delta: bigint) =>
      modifyV4(wallet, v4, key, { lower, upper, delta }, maker);
    const [narrowLow, narrowHigh] = [near - 5 * key.tickSpacing, near + 7 * key.tickSpacing];
    await modify(-full, full, liquidity);
    await modify(narrowLow, narrowHigh, liquidity * 3n);
    await modify(near + 2 * key.tickSpacing, near + 90 * key.tickSpacing, liquidity);
    const swap = (sell: 0 | 1, amount: bigint, claims = false) =>
      swapV4(wallet, v4, key, { sell, amount, claims }, taker);
    const other = stockIs === 0 ? 1 : 0;
    const dollar = key.currency0 === NATIVE ? 10n ** 15n : 10n ** 6n;
    await swap(stockIs, -(2n * 10n ** 18n));
    await swap(other, -(555n * dollar));
    await swap(other, 10n ** 18n);
    await swap(stockIs, 77n * dollar);
    await swap(other, -(90_000n * dollar));
    await modify(narrowLow, narrowHigh, -liquidity);
    await modify(narrowLow, narrowHigh, 0n);
    await swap(other, -(10n * dollar), true);
    return { id, key };
  }

  it('facts rebuild price, tick, liquidity and every initialised tick', async () => {
    for (const { id, key } of markets) {
      const rebuilt = rebuildConcentrated(collected.facts, id);
      const [sqrtPrice, tick] = await wallet.read<[bigint, number]>(v4.stateView, 'getSlot0', [id]);
      const liquidity = await wallet.read<bigint>(v4.stateView, 'getLiquidity', [id]);
      expect(rebuilt).toMatchObject({ sqrtPrice, tick, liquidity, feePips: key.fee, tickSpacing: key.tickSpacing });
      expect(rebuilt.ticks).toHaveLength(6);
      for (const { index, liquidityNet, liquidityGross } of rebuilt.ticks) {
        const [gross, net] = await wallet.read<[bigint, bigint]>(v4.stateView, 'getTickLiquidity', [id, index]);
        expect([liquidityGross, liquidityNet]).toEqual([gross, net]);
      }
    }
  });

  it('quotes equal V4Quoter to the unit, both ways, exact in and exact out', async () => {
    for (const { id, key } of markets) {
      const rebuilt = rebuildConcentrated(collected.facts, id);
      for (const sell of [0, 1] as const) {
        for (const amount of [1n, 12_345n, 10n ** 9n, 3n * 10n ** 12n]) {
          const question = { poolKey: key, zeroForOne: sell === 0, exactAmount: amount, hookData: '0x' };
          const [out] = await wallet.simulate<bigint[]>(v4.quoter, 'quoteExactInputSingle', [question]);
          expect(swapConcentrated(rebuilt, { sell, exactIn: amount }).amountOut).toBe(out);
          const asked = wallet.simulate<bigint[]>(v4.quoter, 'quoteExactOutputSingle', [question]);
          const ours = swapConcentrated(rebuilt, { sell, exactOut: amount });
          if (ours.partial) await expect(asked).rejects.toThrow(NOT_ENOUGH_LIQUIDITY);
          else expect(ours.amountIn).toBe((await asked)[0]);
        }
      }
    }
  });

  it('amounts of liquidity and fills add up to what the manager holds', async () => {
    const holds = await wallet.read<bigint>(stock, 'balanceOf', [v4.manager.address]);
    let sum = 0n;
    for (const { id, stockIs } of markets) {
      for (const fact of collected.facts) {
        if (!('pool' in fact) || fact.pool !== id) continue;
        if (fact.kind === 'liquidity') {
          const amount = stockIs === 0 ? fact.amount0Raw : fact.amount1Raw;
          sum += fact.liquidityDelta > 0n ? amount : -amount;
        }
        if (fact.kind === 'fill') sum += fact.soldToken === stock.address ? fact.soldRaw : -fact.boughtRaw;
      }
    }
    // Fees paid out with liquidity leave the manager without an event; stock claimed as ERC-6909 stays in it.
    const claimed = await wallet.read<bigint>(v4.manager, 'balanceOf', [taker, BigInt(stock.address)]);
    const feesOut = sum + claimed - holds;
    expect(claimed).toBeGreaterThan(0n);
    expect(feesOut).toBeGreaterThan(0n);
    expect(feesOut).toBeLessThan(10n ** 18n);
  });

  it('fills have the taker’s view and trader; one settled by claims moves no token, and says so', () => {
    const fills = collected.facts.filter((fact) => fact.kind === 'fill');
    expect(fills).toHaveLength(12);
    const byClaims = fills.filter(({ flags }) => flags.includes('trader-is-signer'));
    expect(byClaims).toHaveLength(2);
    for (const fill of fills) {
      expect(fill.trader).toBe(taker);
      expect(fill.soldRaw > 0n && fill.boughtRaw > 0n && fill.feeRaw! > 0n).toBe(true);
    }
    const exactIn = fills.find(({ soldToken, soldRaw }) => soldToken === stock.address && soldRaw === 2n * 10n ** 18n);
    expect(exactIn?.feeRaw).toBe((2n * 10n ** 18n * 3000n) / 1_000_000n);
  });
});

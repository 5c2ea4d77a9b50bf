import { swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import type { Address } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Anvil, startAnvil } from './testing/anvil.ts';
import { type Collected, collectFacts } from './testing/evm-collect.ts';
import { testRegistry } from './testing/evm-fixtures.ts';
import { balancesOf, rebuildConcentrated } from './testing/evm-rebuild.ts';
import { deployV3, ticksOf, type V3 } from './testing/evm-v3.ts';
import { fund, type Market, playMarket } from './testing/evm-v3-market.ts';
import { type Deployed, EvmWallet } from './testing/evm-wallet.ts';

describe('Uniswap v3 on a real node', () => {
  let anvil: Anvil;
  let wallet: EvmWallet;
  let v3: V3;
  let usdc: Deployed;
  let markets: Market[];
  let collected: Collected;
  let taker: Address;

  beforeAll(async () => {
    anvil = await startAnvil({ chainId: 42161 });
    wallet = await EvmWallet.connect(anvil.rpcUrl);
    taker = wallet.accounts[2]!;
    v3 = await deployV3(wallet);
    usdc = await wallet.deployToken('USDC', 6);
    const stage = { wallet, v3, usdc, maker: wallet.accounts[1]!, taker };
    await fund(stage, usdc, 6);
    markets = [
      await playMarket(stage, await wallet.deployToken('TSLAc', 8), 8, 3000),
      await playMarket(stage, await wallet.deployToken('TSLAx', 18), 18, 500),
    ];
    await wallet.mine();
    const registry = testRegistry(
      markets.map(({ stock }) => stock.address),
      [{ address: v3.factory.address }],
    );
    const toBlock = Number(await wallet.height()) - 2;
    collected = await collectFacts(getChain('arbitrum'), registry, { rpcUrl: anvil.rpcUrl, toBlock });
  });

  afterAll(() => anvil?.stop());

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

import { swapConstantProduct } from '@tokentape/core/curves/constant-product.ts';
import { depthAt } from '@tokentape/core/curves/depth.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import * as fc from 'fast-check';
import type { Address } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { integerRoot } from './dexes/evm-pair.ts';
import { type Anvil, startAnvil } from './testing/anvil.ts';
import { collectFacts } from './testing/evm-collect.ts';
import { testRegistry } from './testing/evm-fixtures.ts';
import {
  addToPair,
  createV2Pair,
  deployV2,
  removeFromPair,
  swapOnPair,
  type V2,
  type V2Pair,
} from './testing/evm-v2.ts';
import { type Deployed, EvmWallet } from './testing/evm-wallet.ts';

const MAX = 2n ** 256n - 1n;
const FEE_PIPS = 3000;

type Step =
  | { do: 'swap'; sell: 0 | 1; amount: bigint }
  | { do: 'add'; share: bigint }
  | { do: 'remove'; share: bigint }
  | { do: 'donate'; token: 0 | 1; amount: bigint };

const side = fc.constantFrom<0 | 1>(0, 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('swap' as const), sell: side, amount: fc.bigInt(1n, 10n ** 13n) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('add' as const), share: fc.bigInt(1n, 50n) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), share: fc.bigInt(1n, 30n) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('donate' as const), token: side, amount: fc.bigInt(1n, 10n ** 9n) }),
  },
);

describe('Uniswap v2 on a real node, random histories', () => {
  let anvil: Anvil;
  let wallet: EvmWallet;
  let v2: V2;
  let stock: Deployed;
  let maker: Address;
  let taker: Address;

  beforeAll(async () => {
    anvil = await startAnvil({ chainId: 56 });
    wallet = await EvmWallet.connect(anvil.rpcUrl);
    [maker, taker] = [wallet.accounts[1]!, wallet.accounts[2]!];
    v2 = await deployV2(wallet);
    stock = await fundedToken('TSLAon', 18);
  });

  afterAll(() => anvil?.stop());

  async function fundedToken(symbol: string, decimals: number): Promise<Deployed> {
    const token = await wallet.deployToken(symbol, decimals);
    for (const owner of [maker, taker]) {
      await wallet.send(token, 'mint', [owner, 10n ** 30n]);
      await wallet.send(token, 'approve', [v2.router.address, MAX], { from: owner });
    }
    return token;
  }

  async function reservesOf(pair: V2Pair): Promise<[bigint, bigint]> {
    const [reserve0, reserve1] = await wallet.read<[bigint, bigint]>(pair, 'getReserves');
    return [reserve0, reserve1];
  }

  /** Plays one step; a swap takes exactly what our curve says, and the pair refuses a unit more. */
  async function play(pair: V2Pair, own: Step): Promise<void> {
    const reserves = await reservesOf(pair);
    if (own.do === 'add') {
      await addToPair(wallet, v2, pair, [(reserves[0] * own.share) / 100n, (reserves[1] * own.share) / 100n], maker);
    } else if (own.do === 'remove') {
      const shares = await wallet.read<bigint>(pair, 'balanceOf', [maker]);
      await removeFromPair(wallet, v2, pair, (shares * own.share) / 100n, maker);
    } else if (own.do === 'donate') {
      const token = own.token === 0 ? pair.token0 : pair.token1;
      await wallet.send({ address: token, abi: stock.abi }, 'transfer', [pair.address, own.amount], { from: taker });
      await wallet.send(pair, 'sync', []);
    } else {
      const pool = { reserve0: reserves[0], reserve1: reserves[1], feePips: FEE_PIPS };
      const quote = swapConstantProduct(pool, { sell: own.sell, exactIn: own.amount });
      if (quote.amountOut === 0n) return;
      const swap = { sell: own.sell, amountIn: own.amount, amountOut: quote.amountOut };
      await expect(swapOnPair(wallet, v2, pair, { ...swap, amountOut: swap.amountOut + 1n }, taker)).rejects.toThrow();
      await swapOnPair(wallet, v2, pair, swap, taker);
    }
  }

  async function factsSince(fromBlock: number): Promise<Fact[]> {
    await wallet.mine();
    const factory = { address: v2.factory.address, decoder: 'uniswap-v2', feePips: FEE_PIPS };
    const registry = testRegistry([stock.address], [factory], { chain: 'bnb' });
    const toBlock = Number(await wallet.height()) - 2;
    const options = { rpcUrl: anvil.rpcUrl, fromBlock, toBlock };
    return (await collectFacts(getChain('bnb'), registry, options)).facts;
  }

  /** Trades to ±2 % for real, on the reserves that facts state: what comes of it is the depth, to the coarseness of a unit. */
  async function expectDepth(pair: V2Pair, dollarIs: 0 | 1): Promise<void> {
    const stockIs = dollarIs === 0 ? 1 : 0;
    const gross = (net: bigint): bigint => (net * 1_000_000n + 996_999n) / 997_000n;
    const trade = async (sell: 0 | 1, net: bigint) => {
      const before = await reservesOf(pair);
      const pool = { reserve0: before[0], reserve1: before[1], feePips: FEE_PIPS };
      const amountIn = gross(net);
      const { amountOut } = swapConstantProduct(pool, { sell, exactIn: amountIn });
      await swapOnPair(wallet, v2, pair, { sell, amountIn, amountOut }, taker);
      return { before, amountOut };
    };
    const depth = async () => {
      const [reserve0, reserve1] = await reservesOf(pair);
      return depthAt({ reserve0, reserve1, feePips: FEE_PIPS }, dollarIs, [200]);
    };
    const ask = (await depth()).ask[0]!;
    const bought = await trade(dollarIs, ask);
    const [dollars, stocks] = [bought.before[dollarIs], bought.before[stockIs]];
    const [moved, limit] = [(dollars + ask) * stocks * 10_000n, dollars * (stocks - bought.amountOut) * 10_200n];
    expect((moved > limit ? moved - limit : limit - moved) * 10n ** 9n).toBeLessThan(limit);
    const bid = (await depth()).bid[0]!;
    const stocksNow = (await reservesOf(pair))[stockIs];
    const net = integerRoot((stocksNow * stocksNow * 10_000n) / 9_800n) - stocksNow;
    const { amountOut } = await trade(stockIs, net);
    expect(amountOut - bid >= -1n && amountOut - bid <= 1n).toBe(true);
  }

  it('facts state the reserves after every step, the liquidity is their root, depth is what a swap gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (history) => {
        const born = Number(await wallet.height());
        const dollars = await fundedToken('USDT', 6);
        const pair = await createV2Pair(wallet, v2, stock.address, dollars.address);
        await wallet.send(pair, 'approve', [v2.router.address, MAX], { from: maker });
        const [share, dollar] = [10n ** 18n, 10n ** 6n];
        const first: [bigint, bigint] =
          pair.token0 === stock.address ? [1000n * share, 340_000n * dollar] : [340_000n * dollar, 1000n * share];
        await addToPair(wallet, v2, pair, first, maker);
        for (const own of history) await play(pair, own);
        const facts = (await factsSince(born)).filter((fact) => 'pool' in fact && fact.pool === pair.address);
        const states = facts.flatMap((fact) =>
          fact.kind === 'fill' ? [fact.after] : fact.kind === 'pool-state' ? [fact.state] : [],
        );
        const [reserve0, reserve1] = await reservesOf(pair);
        expect(states.at(-1)).toMatchObject({ reserve0, reserve1 });
        const swaps = facts.filter((fact) => fact.kind === 'fill');
        for (const fill of swaps) expect(fill).toMatchObject({ trader: taker, flags: [] });
        const changes = facts.filter((fact) => fact.kind === 'liquidity');
        expect(changes.length).toBe(1 + history.filter((own) => own.do === 'add' || own.do === 'remove').length);
        expect(changes[0]?.liquidityDelta).toBe(integerRoot(first[0] * first[1]));
        await expectDepth(pair, pair.token0 === stock.address ? 1 : 0);
      }),
      { numRuns: 4, seed: 20250630 },
    );
  });
});

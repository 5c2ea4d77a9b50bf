import { type ConstantProductPool, swapConstantProduct } from '@tokentape/core/curves/constant-product.ts';
import { mathOf } from '@tokentape/core/curves/curve.ts';
import { CurveError } from '@tokentape/core/curves/curve-error.ts';
import { depthAt } from '@tokentape/core/curves/depth.ts';
import type { Ratio } from '@tokentape/core/curves/ratio.ts';
import type { StablePool } from '@tokentape/core/curves/stable.ts';
import { swapStable } from '@tokentape/core/curves/swap-stable.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import { PoolCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import * as fc from 'fast-check';
import type { Address } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Anvil, startAnvil } from './testing/anvil.ts';
import { collectFacts } from './testing/evm-collect.ts';
import { testRegistry } from './testing/evm-fixtures.ts';
import {
  createSolidlyPool,
  deploySolidly,
  dropSolidlyFee,
  type Solidly,
  type SolidlyPool,
  setGeneralFee,
  setSolidlyFee,
  solidlyQuote,
} from './testing/evm-solidly.ts';
import { addToPair, removeFromPair, swapOnPair } from './testing/evm-v2.ts';
import { type Deployed, EvmWallet } from './testing/evm-wallet.ts';

const MAX = 2n ** 256n - 1n;
const STOCK_DECIMALS = 18;

type Step =
  | { do: 'swap'; sell: 0 | 1; perMille: bigint; dust: bigint }
  | { do: 'add'; share: bigint }
  | { do: 'remove'; share: bigint }
  | { do: 'donate'; token: 0 | 1; perMille: bigint }
  | { do: 'fee'; bps: bigint }
  | { do: 'fee back' }
  | { do: 'general fee'; bps: bigint };

const side = fc.constantFrom<0 | 1>(0, 1);
const perMille = fc.bigInt(1n, 700n);
const dust = fc.bigInt(0n, 10n ** 6n);
/** Hundredths of the reserves, or of the maker's shares. */
const share = fc.bigInt(1n, 40n);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('swap' as const), sell: side, perMille, dust }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('add' as const), share }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), share }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('donate' as const), token: side, perMille }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fee' as const), bps: fc.bigInt(0n, 300n) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fee back' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('general fee' as const), bps: fc.bigInt(1n, 300n) }) },
);
const histories = fc.record({
  steps: fc.array(step, { minLength: 5, maxLength: 10 }),
  dollarDecimals: fc.constantFrom(6, 8, 18),
  lastSwap: fc.record({ do: fc.constant('swap' as const), sell: side, perMille, dust: fc.constant(0n) }),
  lastFee: fc.bigInt(0n, 300n),
});

type PairPool = StablePool | ConstantProductPool;

const swap = (pool: PairPool, sell: 0 | 1, exactIn: bigint) =>
  'decimals0' in pool ? swapStable(pool, { sell, exactIn }) : swapConstantProduct(pool, { sell, exactIn });

/** Our quote; null where the curve says that the contract reverts. */
function quote(pool: PairPool, sell: 0 | 1, exactIn: bigint): bigint | null {
  try {
    return swap(pool, sell, exactIn).amountOut;
  } catch (error) {
    if (error instanceof CurveError) return null;
    throw error;
  }
}

describe('Aerodrome pools on a real node, random histories', () => {
  let anvil: Anvil;
  let wallet: EvmWallet;
  let solidly: Solidly;
  let stock: Deployed;
  let maker: Address;
  let taker: Address;
  let compared = 0;

  beforeAll(async () => {
    anvil = await startAnvil({ chainId: 8453 });
    wallet = await EvmWallet.connect(anvil.rpcUrl);
    [maker, taker] = [wallet.accounts[1]!, wallet.accounts[2]!];
    solidly = await deploySolidly(wallet);
    stock = await fundedToken('TSLA', STOCK_DECIMALS);
  });

  afterAll(() => anvil?.stop());

  async function fundedToken(symbol: string, decimals: number): Promise<Deployed> {
    const token = await wallet.deployToken(symbol, decimals);
    for (const owner of [maker, taker]) {
      await wallet.send(token, 'mint', [owner, 10n ** 40n]);
      await wallet.send(token, 'approve', [solidly.router.address, MAX], { from: owner });
    }
    return token;
  }

  async function reservesOf(pool: SolidlyPool): Promise<[bigint, bigint]> {
    const [reserve0, reserve1] = await wallet.read<[bigint, bigint]>(pool, 'getReserves');
    return [reserve0, reserve1];
  }

  async function expectQuote(
    pool: SolidlyPool,
    curve: PairPool,
    sell: 0 | 1,
    amountIn: bigint,
  ): Promise<bigint | null> {
    const amountOut = quote(curve, sell, amountIn);
    expect(await solidlyQuote(wallet, pool, sell, amountIn)).toBe(amountOut);
    compared += 1;
    return amountOut;
  }

  /** Swaps exactly what our quote says; the contract says the same first. */
  async function trade(pool: SolidlyPool, curve: PairPool, sell: 0 | 1, amountIn: bigint): Promise<void> {
    const amountOut = await expectQuote(pool, curve, sell, amountIn);
    if (amountOut === null || amountOut === 0n) return;
    await swapOnPair(wallet, solidly, pool, { sell, amountIn, amountOut }, taker);
  }

  async function play(pool: SolidlyPool, own: Step, stable: boolean, curveNow: () => Promise<PairPool>): Promise<void> {
    const reserves = await reservesOf(pool);
    if (own.do === 'add') {
      const amounts = reserves.map((reserve) => (reserve * own.share) / 100n) as [bigint, bigint];
      await addToPair(wallet, solidly, pool, amounts, maker);
    } else if (own.do === 'remove') {
      const shares = await wallet.read<bigint>(pool, 'balanceOf', [maker]);
      await removeFromPair(wallet, solidly, pool, (shares * own.share) / 100n, maker);
    } else if (own.do === 'donate') {
      const token = own.token === 0 ? pool.token0 : pool.token1;
      const gift = (reserves[own.token] * own.perMille) / 10_000n + 1n;
      await wallet.send({ address: token, abi: stock.abi }, 'transfer', [pool.address, gift], { from: taker });
      await wallet.send(pool, 'sync', []);
    } else if (own.do === 'fee') {
      await setSolidlyFee(wallet, solidly, pool, own.bps);
    } else if (own.do === 'fee back') {
      await dropSolidlyFee(wallet, solidly, pool);
    } else if (own.do === 'general fee') {
      await setGeneralFee(wallet, solidly, stable, own.bps);
    } else {
      await trade(pool, await curveNow(), own.sell, (reserves[own.sell] * own.perMille) / 1_000n + own.dust + 1n);
    }
  }

  async function factsSince(fromBlock: number): Promise<Fact[]> {
    await wallet.mine();
    const factory = { address: solidly.factory.address, decoder: 'solidly-v2', dex: 'aerodrome-v1' };
    const registry = testRegistry([stock.address], [factory], { chain: 'base' });
    const toBlock = Number(await wallet.height()) - 2;
    return (await collectFacts(getChain('base'), registry, { rpcUrl: anvil.rpcUrl, fromBlock, toBlock })).facts;
  }

  /** The curve of a pool by its facts alone. */
  function rebuilt(facts: Fact[], pool: SolidlyPool, decimals: readonly [number, number]): PoolCurve {
    const own = facts.filter((fact) => 'pool' in fact && fact.pool === pool.address);
    const seen = own.find((fact) => fact.kind === 'pool')!;
    const [token0, token1] = decimals.map((each) => ({ decimals: each }));
    const curve = new PoolCurve({ ...seen, resolution: 96, token0: token0!, token1: token1! });
    for (const fact of own) {
      if (fact.kind === 'pool-state') curve.setState(fact.state, fact.terms);
      if (fact.kind === 'liquidity') curve.change(fact);
      if (fact.kind === 'fill') curve.fill({ ...fact, sell: fact.soldToken === pool.token0 ? 0 : 1 });
    }
    return curve;
  }

  /** Trades without a fee as far as the curve says that ±2 % goes: what comes of it is the depth, and a little more passes it. */
  async function expectDepth(pool: SolidlyPool, read: () => Promise<PairPool>, dollarIs: 0 | 1): Promise<void> {
    await setSolidlyFee(wallet, solidly, pool, 0n);
    const stockIs = dollarIs === 0 ? 1 : 0;
    for (const [sell, bps] of [
      [dollarIs, 10_200n],
      [stockIs, 9_800n],
    ] as const) {
      const curve = await read();
      const before = mathOf(curve).mid(curve, dollarIs)!;
      const limit: Ratio = { numerator: before.numerator * bps, denominator: before.denominator * 10_000n };
      const asked = dollarIs === 1 ? limit : { numerator: limit.denominator, denominator: limit.numerator };
      const { amountIn, amountOut } = mathOf(curve).fillTo(curve, sell, asked);
      const depth = depthAt(curve, dollarIs, [200]);
      // The closed form of a constant product may differ by what one unit of stock is worth.
      const unit = 'decimals0' in curve ? 0n : before.numerator / before.denominator + 2n;
      const [got, stated] = sell === dollarIs ? [amountIn, depth.ask[0]!] : [amountOut, depth.bid[0]!];
      expect(got - stated <= unit && stated - got <= unit).toBe(true);
      await trade(pool, curve, sell, amountIn);
      const after = await read();
      const passed = (now: PairPool) => {
        const { numerator, denominator } = mathOf(now).mid(now, dollarIs)!;
        const difference = numerator * limit.denominator - limit.numerator * denominator;
        return sell === dollarIs ? difference > 0n : difference < 0n;
      };
      expect(passed(after)).toBe(false);
      await trade(pool, after, sell, amountIn / 10n ** 6n + 2n);
      expect(passed(await read())).toBe(true);
    }
  }

  it.each([
    ['stable', true],
    ['volatile', false],
  ] as const)(
    '%s: facts rebuild the contract, every quote is its own, depth is what a swap gives',
    async (_, stable) => {
      compared = 0;
      await fc.assert(
        fc.asyncProperty(histories, async ({ steps, dollarDecimals, lastSwap, lastFee }) => {
          const born = Number(await wallet.height());
          const dollars = await fundedToken('USDC', dollarDecimals);
          const pool = await createSolidlyPool(wallet, solidly, [stock.address, dollars.address], stable);
          await wallet.send(pool, 'approve', [solidly.router.address, MAX], { from: maker });
          const dollarIs = pool.token0 === stock.address ? 1 : 0;
          const decimals: [number, number] =
            dollarIs === 1 ? [STOCK_DECIMALS, dollarDecimals] : [dollarDecimals, STOCK_DECIMALS];
          const first = decimals.map((each) => 12_345n * 10n ** BigInt(each)) as [bigint, bigint];
          await addToPair(wallet, solidly, pool, first, maker);
          const read = async (): Promise<PairPool> => {
            const [reserve0, reserve1] = await reservesOf(pool);
            const bps = await wallet.read<bigint>(solidly.factory, 'getFee', [pool.address, stable]);
            const pair = { reserve0, reserve1, feePips: Number(bps) * 100 };
            return stable
              ? { ...pair, decimals0: decimals[0], decimals1: decimals[1] }
              : { ...pair, feeRule: 'floor' as const };
          };
          const now = async () => rebuilt(await factsSince(born), pool, decimals);
          for (const own of steps) await play(pool, own, stable, read);
          // The last swap shows the fee that holds.
          await play(pool, lastSwap, stable, read);
          const shown = await now();
          expect([shown.toCurve(), shown.feeKnown]).toEqual([await read(), true]);
          await dropSolidlyFee(wallet, solidly, pool);
          expect((await now()).feeKnown).toBe(false);
          await setSolidlyFee(wallet, solidly, pool, lastFee);
          const known = await now();
          const curve = known.toCurve() as PairPool;
          expect([curve, known.feeKnown]).toEqual([await read(), true]);
          for (const sell of [0, 1] as const) {
            for (const share of [1n, 1_000n, 200_000n, 3_000_000n]) {
              const amountIn = ((sell === 0 ? curve.reserve0 : curve.reserve1) * share) / 1_000_000n + 7n;
              await expectQuote(pool, curve, sell, amountIn);
            }
          }
          await expectDepth(pool, read, dollarIs);
        }),
        { numRuns: 8, seed: 8453, endOnFailure: true },
      );
      expect(compared).toBeGreaterThan(100);
    },
  );
});

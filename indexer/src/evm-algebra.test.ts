import { type ConcentratedPool, swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import type { Fill } from '@tokentape/core/facts/facts.ts';
import * as fc from 'fast-check';
import type { Address, TransactionReceipt } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeEvmBlock } from './dexes/evm.ts';
import { KnownPools } from './dexes/known-pools.ts';
import { type Anvil, startAnvil } from './testing/anvil.ts';
import {
  ALGEBRA_SPACING,
  type Algebra,
  type AlgebraPool,
  blockOfReceipts,
  createAlgebraPool,
  deployAlgebra,
  setLeastFee,
  swapArgs,
} from './testing/evm-algebra.ts';
import { testRegistry } from './testing/evm-fixtures.ts';
import { type Deployed, EvmWallet } from './testing/evm-wallet.ts';

const MAX = 2n ** 256n - 1n;
const FULL = Math.floor(887_272 / ALGEBRA_SPACING) * ALGEBRA_SPACING;

type Trade = { sell: 0 | 1; amount: bigint; exact: 'in' | 'out' };
type Step =
  | { do: 'add'; from: number; width: number; liquidity: bigint }
  | { do: 'remove'; position: number; hundredths: bigint }
  | { do: 'swap'; wait: number; trades: Trade[] }
  | { do: 'fee'; least: number };

const trade: fc.Arbitrary<Trade> = fc.record({
  sell: fc.constantFrom<0 | 1>(0, 1),
  amount: fc.oneof(fc.bigInt(1n, 10n ** 6n), fc.bigInt(10n ** 15n, 10n ** 19n)),
  exact: fc.constantFrom<'in' | 'out'>('in', 'out'),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      from: fc.integer({ min: -400, max: 400 }),
      width: fc.integer({ min: 1, max: 500 }),
      liquidity: fc.bigInt(10n ** 15n, 10n ** 20n),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('remove' as const),
      position: fc.nat({ max: 20 }),
      hundredths: fc.constantFrom(0n, 37n, 100n),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('swap' as const),
      wait: fc.integer({ min: 0, max: 20_000 }),
      trades: fc.array(trade, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fee' as const), least: fc.integer({ min: 1, max: 30_000 }) }) },
);
const history = fc.record({
  tick: fc.integer({ min: -20_000, max: 20_000 }),
  steps: fc.array(step, { minLength: 10, maxLength: 20 }),
});

describe('an Algebra pool on a real node, random histories', () => {
  let anvil: Anvil;
  let wallet: EvmWallet;
  let algebra: Algebra;
  let stock: Deployed;
  let accounts: Address[];

  beforeAll(async () => {
    anvil = await startAnvil({ chainId: 42161 });
    wallet = await EvmWallet.connect(anvil.rpcUrl);
    accounts = wallet.accounts.slice(1, 5);
    algebra = await deployAlgebra(wallet);
    stock = await fundedToken('TSLA');
  });

  afterAll(() => anvil?.stop());

  async function fundedToken(symbol: string): Promise<Deployed> {
    const token = await wallet.deployToken(symbol, 18);
    for (const owner of accounts) {
      await wallet.send(token, 'mint', [owner, 10n ** 40n]);
      await wallet.send(token, 'approve', [algebra.caller.address, MAX], { from: owner });
    }
    return token;
  }

  const call = (method: string, args: readonly unknown[], from: Address) =>
    wallet.send(algebra.caller, method, [...args], { from });

  /** A pool whose curve is followed from its creation on, by the decoder of Camelot v3. */
  function followed({ address, token0, token1 }: AlgebraPool): KnownPools {
    const factory = { address: algebra.factory.address, decoder: 'algebra-v1.9', dex: 'camelot-v3' };
    const identity = {
      dex: 'camelot-v3',
      pool: address,
      token0,
      token1,
      curve: 'concentrated' as const,
      feePips: null,
    };
    const stored = { ...identity, tickSpacing: ALGEBRA_SPACING, birthBlock: 0 };
    return new KnownPools(testRegistry([stock.address], [factory]), [stored]);
  }

  const signed = ({ amount, exact }: Trade) => (exact === 'in' ? amount : -amount);

  const asked = ({ sell, amount, exact }: Trade) => ({ sell, [exact === 'in' ? 'exactIn' : 'exactOut']: amount });

  /** Those that the pool holds enough for, one after the other; whatever the fee. */
  function fillable(curve: ConcentratedPool, trades: readonly Trade[]): Trade[] {
    let now = curve;
    return trades.filter((own) => {
      const {
        partial,
        sqrtPriceAfter: sqrtPrice,
        tickAfter: tick,
        liquidityAfter: liquidity,
      } = swapConcentrated(now, asked(own));
      if (!partial) now = { ...now, sqrtPrice, tick, liquidity };
      return !partial;
    });
  }

  /** One block of swaps. Every fill must be what the curve before it gives at the fee in force. */
  async function swapInOneBlock(pool: AlgebraPool, known: KnownPools, trades: readonly Trade[]): Promise<number> {
    const sends = trades.map((own, at) => () => call('swap', swapArgs(pool, own.sell, signed(own)), accounts[at]!));
    const receipts = await wallet.inOneBlock(sends);
    const { followed: curve } = known.get(pool.address)!;
    let before = curve!.toCurve() as ConcentratedPool;
    const { facts } = decodeEvmBlock(blockOfReceipts(receipts), known);
    const fills = facts.filter((fact): fact is Fill => fact.kind === 'fill');
    expect(fills).toHaveLength(trades.length);
    const fee = await wallet.read<readonly (bigint | number)[]>(pool, 'globalState').then((state) => Number(state[2]));
    for (const [at, own] of trades.entries()) {
      const { sell } = own;
      const quote = swapConcentrated({ ...before, feePips: fee, feePips1: fee }, asked(own));
      const { sqrtPriceAfter: sqrtPrice, tickAfter: tick, liquidityAfter: liquidity } = quote;
      expect(fills[at]).toMatchObject({
        ...{ soldToken: sell === 0 ? pool.token0 : pool.token1, feeRaw: quote.feeRaw },
        ...{ soldRaw: quote.amountIn, boughtRaw: quote.amountOut, after: { sqrtPrice, tick, liquidity } },
      });
      before = { ...before, sqrtPrice, tick, liquidity };
    }
    expect([curve!.feePips(0), curve!.feePips(1)]).toEqual([fee, fee]);
    return fee;
  }

  async function expectSame(pool: AlgebraPool, known: KnownPools): Promise<void> {
    const curve = known.get(pool.address)!.followed!.toCurve() as ConcentratedPool;
    const [sqrtPrice, tick] = await wallet.read<[bigint, number]>(pool, 'globalState');
    expect(curve).toMatchObject({ sqrtPrice, tick, liquidity: await wallet.read<bigint>(pool, 'liquidity') });
    for (const { index, liquidityNet } of curve.ticks) {
      expect((await wallet.read<[bigint, bigint]>(pool, 'ticks', [index]))[1]).toBe(liquidityNet);
    }
  }

  it('every swap is what the curve gives at the fee that the pool announced, and the fee follows volatility', async () => {
    const fees = new Set<number>();
    let swaps = 0;
    await fc.assert(
      fc.asyncProperty(history, async ({ tick, steps }) => {
        const other = await fundedToken('USDC');
        const price = BigInt(Math.floor(1.0001 ** (tick / 2) * 2 ** 48)) * 2n ** 48n;
        const opened = await createAlgebraPool(wallet, algebra, [stock.address, other.address], price);
        const { pool } = opened;
        const known = followed(pool);
        const decode = (receipt: TransactionReceipt) => decodeEvmBlock(blockOfReceipts([receipt]), known);
        for (const receipt of opened.receipts) decode(receipt);
        const held: { lower: number; upper: number; liquidity: bigint }[] = [];
        decode(await call('add', [pool.address, -FULL, FULL, 10n ** 19n], accounts[0]!));
        for (const own of steps) {
          if (own.do === 'add') {
            const lower = (Math.floor(tick / ALGEBRA_SPACING) + own.from) * ALGEBRA_SPACING;
            const position = { lower, upper: lower + own.width * ALGEBRA_SPACING, liquidity: own.liquidity };
            held.push(position);
            decode(await call('add', [pool.address, lower, position.upper, own.liquidity], accounts[0]!));
          } else if (own.do === 'remove') {
            const position = held[own.position % held.length];
            if (position === undefined) continue;
            const part = (position.liquidity * own.hundredths) / 100n;
            position.liquidity -= part;
            if (position.liquidity === 0n) held.splice(held.indexOf(position), 1);
            decode(await call('remove', [pool.address, position.lower, position.upper, part], accounts[0]!));
          } else if (own.do === 'fee') {
            await setLeastFee(wallet, pool, own.least);
          } else {
            if (own.wait > 0) await wallet.wait(own.wait);
            const trades = fillable(known.get(pool.address)!.followed!.toCurve() as ConcentratedPool, own.trades);
            if (trades.length === 0) continue;
            fees.add(await swapInOneBlock(pool, known, trades));
            swaps += trades.length;
          }
        }
        await expectSame(pool, known);
      }),
      { numRuns: 10, seed: 42161, endOnFailure: true },
    );
    expect([swaps > 100, fees.size > 10]).toEqual([true, true]);
  });
});

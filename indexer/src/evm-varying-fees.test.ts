import { type ConcentratedPool, swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import * as fc from 'fast-check';
import type { Address, TransactionReceipt } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeEvmBlock } from './dexes/evm.ts';
import type { KnownPools } from './dexes/known-pools.ts';
import { type Anvil, startAnvil } from './testing/anvil.ts';
import { liveAlgebra } from './testing/evm-algebra.ts';
import { collectFacts } from './testing/evm-collect.ts';
import { liveSlipstream } from './testing/evm-slipstream.ts';
import { blockOfReceipts, swapArgs, type VaryingPool, type VaryingVenue } from './testing/evm-varying-venue.ts';
import { type Deployed, EvmWallet } from './testing/evm-wallet.ts';

const MAX = 2n ** 256n - 1n;
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

describe.each([
  ['Slipstream', 'base', liveSlipstream],
  ['Algebra', 'arbitrum', liveAlgebra],
] as const)('%s pools on a real node of %s, random histories', (_name, chainName, live) => {
  const chain = getChain(chainName);
  let anvil: Anvil;
  let wallet: EvmWallet;
  let venue: VaryingVenue;
  let stock: Deployed;
  let accounts: Address[];

  beforeAll(async () => {
    anvil = await startAnvil({ chainId: chain.chainId! });
    wallet = await EvmWallet.connect(anvil.rpcUrl);
    accounts = wallet.accounts.slice(1, 5);
    venue = await live(wallet);
    stock = await fundedToken('TSLA');
  });

  afterAll(() => anvil?.stop());

  async function fundedToken(symbol: string): Promise<Deployed> {
    const token = await wallet.deployToken(symbol, 18);
    for (const owner of accounts) {
      await wallet.send(token, 'mint', [owner, 10n ** 40n]);
      await wallet.send(token, 'approve', [venue.caller.address, MAX], { from: owner });
    }
    return token;
  }

  const call = (method: string, args: readonly unknown[], from = accounts[0]!) =>
    wallet.send(venue.caller, method, [...args], { from });

  const curveOf = (known: KnownPools, { address }: VaryingPool) =>
    known.get(address)!.followed!.toCurve() as ConcentratedPool;

  /** One block of swaps. Every fill must be what the curve before it gives at the fee that the contract charged. */
  async function swapInOneBlock(pool: VaryingPool, known: KnownPools, trades: readonly Trade[]): Promise<number[]> {
    const { swap } = venue.methods;
    const sends = trades.map((own, at) => () => call(swap, swapArgs(pool, own.sell, signed(own)), accounts[at]!));
    const receipts = await wallet.inOneBlock(sends);
    const { followed } = known.get(pool.address)!;
    const fees = await venue.charged(pool, receipts);
    let before = curveOf(known, pool);
    const { facts } = decodeEvmBlock(blockOfReceipts(receipts, venue), known);
    for (const [at, own] of trades.entries()) {
      const [fee, { transactionIndex }] = [fees[at]!, receipts[at]!];
      const said = facts.filter(({ tx }) => tx.txIndex === transactionIndex);
      const quote = swapConcentrated({ ...before, feePips: fee, feePips1: fee }, asked(own));
      const { sqrtPriceAfter: sqrtPrice, tickAfter: tick, liquidityAfter: liquidity } = quote;
      expect(said.find(({ kind }) => kind === 'fill')).toMatchObject({
        ...{ soldToken: own.sell === 0 ? pool.token0 : pool.token1, feeRaw: quote.feeRaw },
        ...{ soldRaw: quote.amountIn, boughtRaw: quote.amountOut, after: { sqrtPrice, tick, liquidity } },
      });
      for (const fact of said) {
        if (fact.kind === 'pool-state') expect(fact).toMatchObject({ source: 'fee', terms: { fee: { pips: fee } } });
      }
      if (at === trades.length - 1 && venue.shows(quote.amountIn)) expect(followed!.feePips(own.sell)).toBe(fee);
      before = { ...before, sqrtPrice, tick, liquidity };
    }
    return fees;
  }

  async function expectSame(pool: VaryingPool, curve: ConcentratedPool): Promise<void> {
    const [sqrtPrice, tick] = await wallet.read<[bigint, number]>(pool, venue.state);
    expect(curve).toMatchObject({ sqrtPrice, tick, liquidity: await wallet.read<bigint>(pool, 'liquidity') });
    for (const { index, liquidityNet } of curve.ticks) {
      expect((await wallet.read<[bigint, bigint]>(pool, 'ticks', [index]))[1]).toBe(liquidityNet);
    }
  }

  async function play(pool: VaryingPool, known: KnownPools, tick: number, steps: readonly Step[]): Promise<number[][]> {
    const { tickSpacing, methods } = venue;
    const fees: number[][] = [];
    const held: { lower: number; upper: number; liquidity: bigint }[] = [];
    const decode = (receipt: TransactionReceipt) => decodeEvmBlock(blockOfReceipts([receipt], venue), known);
    for (const receipt of pool.receipts) decode(receipt);
    const full = Math.floor(887_272 / tickSpacing) * tickSpacing;
    decode(await call(methods.add, [pool.address, -full, full, 10n ** 19n]));
    for (const own of steps) {
      if (own.do === 'add') {
        const lower = (Math.floor(tick / tickSpacing) + own.from) * tickSpacing;
        const position = { lower, upper: lower + own.width * tickSpacing, liquidity: own.liquidity };
        held.push(position);
        decode(await call(methods.add, [pool.address, lower, position.upper, own.liquidity]));
      } else if (own.do === 'remove') {
        const position = held[own.position % held.length];
        if (position === undefined) continue;
        const part = (position.liquidity * own.hundredths) / 100n;
        position.liquidity -= part;
        if (position.liquidity === 0n) held.splice(held.indexOf(position), 1);
        decode(await call('remove', [pool.address, position.lower, position.upper, part]));
      } else if (own.do === 'fee') {
        await venue.setLeastFee(pool, own.least);
      } else {
        const trades = fillable(curveOf(known, pool), own.trades);
        if (own.wait > 0) await wallet.wait(own.wait);
        if (trades.length > 0) fees.push(await swapInOneBlock(pool, known, trades));
      }
    }
    return fees;
  }

  it('every swap is what the curve gives at the fee that it was charged, and facts tell that fee', async () => {
    const charged: number[] = [];
    await fc.assert(
      fc.asyncProperty(history, async ({ tick, steps }) => {
        const fromBlock = Number(await wallet.height());
        const other = await fundedToken('USDC');
        const price = BigInt(Math.floor(1.0001 ** (tick / 2) * 2 ** 48)) * 2n ** 48n;
        const pool = await venue.open([stock.address, other.address], price);
        const known = venue.known(pool, stock.address);
        charged.push(...(await play(pool, known, tick, steps)).flat());
        const curve = curveOf(known, pool);
        await expectSame(pool, curve);
        if (!venue.isRead) return;
        await wallet.mine();
        const range = { rpcUrl: anvil.rpcUrl, fromBlock, toBlock: Number(await wallet.height()) - 2 };
        const { registry } = venue.known(pool, stock.address);
        const { facts, pools } = await collectFacts(chain, registry, range);
        expect(facts.find(({ kind }) => kind === 'pool-state')).toMatchObject({ state: { sqrtPrice: price } });
        expect(curveOf(pools, pool)).toEqual(curve);
      }),
      { numRuns: 10, seed: 42161, endOnFailure: true },
    );
    expect([charged.length > 100, new Set(charged).size > 10]).toEqual([true, true]);
  });
});

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

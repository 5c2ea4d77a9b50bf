import { type ConcentratedPool, type Quote, swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import * as fc from 'fast-check';
import type { Address } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feeOf } from './dexes/evm-concentrated.ts';
import { type Anvil, startAnvil } from './testing/anvil.ts';
import { liveAlgebra } from './testing/evm-algebra.ts';
import { collectFacts } from './testing/evm-collect.ts';
import { asked, fillable, forkHistory, type Step, signed, type Trade } from './testing/evm-fork-history.ts';
import { ForkReader } from './testing/evm-fork-reader.ts';
import { type ForkPool, type ForkVenue, swapArgs } from './testing/evm-fork-venue.ts';
import { livePancake } from './testing/evm-pancake.ts';
import { rebuildConcentrated } from './testing/evm-rebuild.ts';
import { liveSlipstream } from './testing/evm-slipstream.ts';
import { type Deployed, EvmWallet } from './testing/evm-wallet.ts';

const MAX = 2n ** 256n - 1n;
describe.each([
  ['Slipstream', 'base', liveSlipstream],
  ['Algebra', 'arbitrum', liveAlgebra],
  ['PancakeSwap v3', 'bnb', livePancake],
] as const)('%s pools on a real node of %s, random histories', (_name, chainName, live) => {
  const chain = getChain(chainName);
  let anvil: Anvil;
  let wallet: EvmWallet;
  let venue: ForkVenue;
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

  /** One block of swaps. Every fill must be what the curve before it gives at the fee that the contract charged. */
  async function swapInOneBlock(pool: ForkPool, reader: ForkReader, trades: readonly Trade[]): Promise<number[]> {
    const { swap } = venue.methods;
    const sends = trades.map((own, at) => () => call(swap, swapArgs(pool, own.sell, signed(own)), accounts[at]!));
    const receipts = await wallet.inOneBlock(sends);
    const fees = await venue.charged(pool, receipts);
    let before = reader.curve;
    const facts = reader.read(receipts);
    for (const [at, own] of trades.entries()) {
      const [fee, { transactionIndex }] = [fees[at]!, receipts[at]!];
      const said = facts.filter(({ tx }) => tx.txIndex === transactionIndex);
      const quote = swapConcentrated({ ...before, feePips: fee, feePips1: fee }, asked(own));
      const { sqrtPriceAfter: sqrtPrice, tickAfter: tick, liquidityAfter: liquidity } = quote;
      expect(said.find(({ kind }) => kind === 'fill')).toMatchObject({
        ...{ soldToken: own.sell === 0 ? pool.token0 : pool.token1, feeRaw: toldFee(quote, fee) },
        ...{ soldRaw: quote.amountIn, boughtRaw: quote.amountOut, after: { sqrtPrice, tick, liquidity } },
      });
      for (const fact of said) {
        if (fact.kind === 'pool-state') expect(fact).toMatchObject({ source: 'fee', terms: { fee: { pips: fee } } });
      }
      if (at === trades.length - 1 && venue.shows(quote.amountIn)) expect(reader.feePips(own.sell)).toBe(fee);
      before = { ...before, sqrtPrice, tick, liquidity };
    }
    return fees;
  }

  /** Where the fee never changes it is taken of the whole; the pool itself rounds up at every stop on its way. */
  const toldFee = ({ amountIn, feeRaw }: Quote, fee: number) => (venue.setLeastFee ? feeRaw : feeOf(amountIn, fee));

  async function expectSame(pool: ForkPool, curve: ConcentratedPool): Promise<void> {
    const [sqrtPrice, tick] = await wallet.read<[bigint, number]>(pool, venue.state);
    expect(curve).toMatchObject({ sqrtPrice, tick, liquidity: await wallet.read<bigint>(pool, 'liquidity') });
    for (const { index, liquidityNet } of curve.ticks) {
      expect((await wallet.read<[bigint, bigint]>(pool, 'ticks', [index]))[1]).toBe(liquidityNet);
    }
  }

  async function play(pool: ForkPool, reader: ForkReader, tick: number, steps: readonly Step[]): Promise<number[][]> {
    const { tickSpacing, methods } = venue;
    const fees: number[][] = [];
    const held: { lower: number; upper: number; liquidity: bigint }[] = [];
    for (const receipt of pool.receipts) reader.read([receipt]);
    const full = Math.floor(887_272 / tickSpacing) * tickSpacing;
    reader.read([await call(methods.add, [pool.address, -full, full, 10n ** 19n])]);
    for (const own of steps) {
      if (own.do === 'add') {
        const lower = (Math.floor(tick / tickSpacing) + own.from) * tickSpacing;
        const position = { lower, upper: lower + own.width * tickSpacing, liquidity: own.liquidity };
        held.push(position);
        reader.read([await call(methods.add, [pool.address, lower, position.upper, own.liquidity])]);
      } else if (own.do === 'remove') {
        const position = held[own.position % held.length];
        if (position === undefined) continue;
        const part = (position.liquidity * own.hundredths) / 100n;
        position.liquidity -= part;
        if (position.liquidity === 0n) held.splice(held.indexOf(position), 1);
        reader.read([await call('remove', [pool.address, position.lower, position.upper, part])]);
      } else if (own.do === 'fee') {
        await venue.setLeastFee?.(pool, own.least);
      } else {
        const trades = fillable(reader.curve, own.trades);
        if (own.wait > 0) await wallet.wait(own.wait);
        if (trades.length > 0) fees.push(await swapInOneBlock(pool, reader, trades));
      }
    }
    return fees;
  }

  it('every swap is what the curve gives at the fee that it was charged, and facts tell that fee', async () => {
    const charged: number[] = [];
    await fc.assert(
      fc.asyncProperty(forkHistory, async ({ tick, steps }) => {
        const fromBlock = Number(await wallet.height());
        const other = await fundedToken('USDC');
        const price = BigInt(Math.floor(1.0001 ** (tick / 2) * 2 ** 48)) * 2n ** 48n;
        const pool = await venue.open([stock.address, other.address], price);
        const reader = new ForkReader(venue, pool, stock.address);
        charged.push(...(await play(pool, reader, tick, steps)).flat());
        await expectSame(pool, reader.curve);
        if (!venue.isRead) return;
        await wallet.mine();
        const range = { rpcUrl: anvil.rpcUrl, fromBlock, toBlock: Number(await wallet.height()) - 2 };
        const { facts } = await collectFacts(chain, venue.known(pool, stock.address).registry, range);
        expect(facts.find(({ kind }) => kind === 'pool-state')).toMatchObject({ state: { sqrtPrice: price } });
        expect(rebuildConcentrated(facts, pool.address)).toEqual(reader.curve);
      }),
      { numRuns: 10, seed: 42161, endOnFailure: true },
    );
    expect([charged.length > 100, new Set(charged).size > 10]).toEqual([true, venue.setLeastFee !== undefined]);
  });
});

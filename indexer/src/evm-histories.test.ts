import { type ConcentratedPool, swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import { depthAt } from '@tokentape/core/curves/depth.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import * as fc from 'fast-check';
import type { Address } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { integerRoot } from './dexes/evm-pair.ts';
import { type Anvil, startAnvil } from './testing/anvil.ts';
import { collectFacts } from './testing/evm-collect.ts';
import { type LivePool, type LiveVenue, liveV3, liveV4 } from './testing/evm-concentrated-venue.ts';
import { testRegistry } from './testing/evm-fixtures.ts';
import { rebuildConcentrated } from './testing/evm-rebuild.ts';
import { type Deployed, EvmWallet } from './testing/evm-wallet.ts';

const MAX = 2n ** 256n - 1n;
const Q96 = 2n ** 96n;

type Step =
  | { do: 'add'; from: number; width: number; liquidity: bigint }
  | { do: 'remove'; position: number; hundredths: bigint }
  | { do: 'swap'; sell: 0 | 1; amount: bigint; exact: 'in' | 'out' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      from: fc.integer({ min: -40, max: 40 }),
      width: fc.integer({ min: 1, max: 60 }),
      liquidity: fc.bigInt(10n ** 15n, 10n ** 20n),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('remove' as const),
      position: fc.nat({ max: 20 }),
      hundredths: fc.constantFrom(0n, 1n, 37n, 100n),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('swap' as const),
      sell: fc.constantFrom<0 | 1>(0, 1),
      amount: fc.bigInt(1n, 2n * 10n ** 18n),
      exact: fc.constantFrom<'in' | 'out'>('in', 'out'),
    }),
  },
);
const history = fc.record({
  tick: fc.integer({ min: -3000, max: 3000 }),
  steps: fc.array(step, { minLength: 8, maxLength: 16 }),
});

describe.each([
  ['Uniswap v3', 'ethereum', liveV3, 3],
  ['Uniswap v4', 'base', liveV4, 3],
] as const)('%s on a real node of %s, random histories', (_name, chainName, live, runs) => {
  const chain = getChain(chainName);
  let anvil: Anvil;
  let wallet: EvmWallet;
  let venue: LiveVenue;
  let stock: Deployed;
  let maker: Address;
  let taker: Address;

  beforeAll(async () => {
    anvil = await startAnvil({ chainId: chain.chainId! });
    wallet = await EvmWallet.connect(anvil.rpcUrl);
    [maker, taker] = [wallet.accounts[1]!, wallet.accounts[2]!];
    venue = await live(wallet, maker, taker);
    stock = await funded('TSLA');
  });

  afterAll(() => anvil?.stop());

  async function funded(symbol: string): Promise<Deployed> {
    const token = await wallet.deployToken(symbol, 18);
    for (const owner of [maker, taker]) {
      await wallet.send(token, 'mint', [owner, 10n ** 40n]);
      for (const { address } of venue.spenders) await wallet.send(token, 'approve', [address, MAX], { from: owner });
    }
    return token;
  }

  async function factsSince(fromBlock: number): Promise<Fact[]> {
    await wallet.mine();
    const registry = testRegistry([stock.address], [venue.factory], { chain: chain.id });
    const toBlock = Number(await wallet.height()) - 2;
    return (await collectFacts(chain, registry, { rpcUrl: anvil.rpcUrl, fromBlock, toBlock })).facts;
  }

  async function play(pool: LivePool, own: Step): Promise<void> {
    if (own.do === 'add') {
      const lower = own.from * pool.tickSpacing;
      await pool.add(lower, lower + own.width * pool.tickSpacing, own.liquidity);
    } else if (own.do === 'remove') await pool.remove(own.position, own.hundredths);
    else {
      const amount = own.exact === 'in' ? { exactIn: own.amount } : { exactOut: own.amount };
      if ((await pool.quote(own.sell, own.amount, own.exact)) !== null) await pool.swap({ sell: own.sell, ...amount });
    }
  }

  async function expectQuotes(pool: LivePool, rebuilt: ConcentratedPool): Promise<void> {
    for (const sell of [0, 1] as const) {
      for (const amount of [1n, 10n ** 9n, 3n * 10n ** 17n]) {
        const theirsOut = await pool.quote(sell, amount, 'in');
        if (theirsOut !== null) expect(swapConcentrated(rebuilt, { sell, exactIn: amount }).amountOut).toBe(theirsOut);
        const ours = swapConcentrated(rebuilt, { sell, exactOut: amount });
        const theirs = await pool.quote(sell, amount, 'out');
        if (theirs === null) expect(ours.partial).toBe(true);
        else expect(ours.amountIn).toBe(theirs);
      }
    }
  }

  /** Swaps to ±2 % for real; depth and quote must have said what came of it. */
  async function expectDepth(pool: LivePool, rebuilt: ConcentratedPool, born: number): Promise<void> {
    const { ask, bid } = depthAt(rebuilt, 1, [200]);
    const squared = rebuilt.sqrtPrice ** 2n;
    const up = integerRoot((squared * 10_200n) / 10_000n);
    const quoted = swapConcentrated(rebuilt, { sell: 1, exactIn: 10n ** 36n, sqrtPriceLimit: up });
    await pool.swap({ sell: 1, exactIn: 10n ** 36n, limit: up });
    const fills = (await factsSince(born)).filter((fact) => fact.kind === 'fill' && fact.pool === pool.id);
    expect(fills.at(-1)).toMatchObject({
      soldRaw: quoted.amountIn,
      boughtRaw: quoted.amountOut,
      after: { sqrtPrice: up, liquidity: quoted.liquidityAfter, tick: quoted.tickAfter },
    });
    expect(quoted.amountIn - quoted.feeRaw).toBe(ask[0]);
    const down = integerRoot((squared * 9_800n + 9_999n) / 10_000n - 1n) + 1n;
    const sold = swapConcentrated(rebuilt, { sell: 0, exactIn: 10n ** 36n, sqrtPriceLimit: down });
    expect(sold.amountOut).toBe(bid[0]);
  }

  it('facts rebuild the contract exactly, quotes equal its quoter, depth is what a swap gives', async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ tick, steps }) => {
        const born = Number(await wallet.height());
        const other = await funded('USDC');
        const price = BigInt(Math.floor(1.0001 ** (tick / 2) * 2 ** 48)) * 2n ** 48n;
        const pool = await venue.open(stock.address, other.address, price);
        const full = Math.floor(887272 / pool.tickSpacing) * pool.tickSpacing;
        await pool.add(-full, full, 10n ** 19n);
        for (const own of steps) await play(pool, own);
        const rebuilt = rebuildConcentrated(await factsSince(born), pool.id);
        expect(rebuilt).toMatchObject(await pool.state());
        expect(rebuilt.ticks).toEqual(await pool.ticks(rebuilt.ticks));
        expect(rebuilt.sqrtPrice > Q96 / 8n).toBe(true);
        await expectQuotes(pool, rebuilt);
        await expectDepth(pool, rebuilt, born);
      }),
      { numRuns: runs, seed: 20250630 },
    );
  });
});

import { ratio } from '@tokentape/core/decimal.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import type { UnitRule } from '@tokentape/core/registry/types.ts';
import { type MultiplierChange, pricePerShare } from '@tokentape/core/units.ts';
import { wrapperRateAt } from '@tokentape/core/wrapper-rate.ts';
import * as fc from 'fast-check';
import type { Address } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Anvil, startAnvil } from './testing/anvil.ts';
import { collectFacts } from './testing/evm-collect.ts';
import { compileContract } from './testing/evm-compile.ts';
import { testRegistry } from './testing/evm-fixtures.ts';
import { rebuildConcentrated } from './testing/evm-rebuild.ts';
import { convertedByFacts, rebuildToken } from './testing/evm-units.ts';
import { addLiquidity, createV3Pool, deployV3, swapV3, type V3, type V3Pool } from './testing/evm-v3.ts';
import { type Deployed, EvmWallet } from './testing/evm-wallet.ts';

const MAX = 2n ** 256n - 1n;
const ONE = 10n ** 18n;
const chain = getChain('base');

type Step =
  | { do: 'move'; token: number; from: number; to: number; hundredths: bigint }
  | { do: 'move-shares'; from: number; to: number; hundredths: bigint }
  | { do: 'supply'; token: number; owner: number; value: bigint; sign: 'mint' | 'burn' }
  | { do: 'multiplier'; token: number; value: bigint; inSeconds: number }
  | { do: 'wrap' | 'unwrap'; owner: number; hundredths: bigint }
  | { do: 'swap'; pool: number; sell: 0 | 1; amount: bigint }
  | { do: 'wait'; seconds: number };

const who = fc.nat({ max: 2 });
const token = fc.nat({ max: 2 });
const hundredths = fc.bigInt(1n, 60n);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('move' as const), token: fc.nat({ max: 3 }), from: who, to: who, hundredths }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move-shares' as const), from: who, to: who, hundredths }) },
  fc.record({
    ...{ do: fc.constant('supply' as const), token, owner: who, value: fc.bigInt(1n, 10n ** 21n) },
    sign: fc.constantFrom<'mint' | 'burn'>('mint', 'burn'),
  }),
  fc.record({
    ...{ do: fc.constant('multiplier' as const), token, value: fc.bigInt(ONE / 7n, 9n * ONE) },
    inSeconds: fc.constantFrom(0, 0, 40, 100),
  }),
  fc.record({ do: fc.constantFrom('wrap' as const, 'unwrap' as const), owner: who, hundredths }),
  fc.record({
    ...{ do: fc.constant('swap' as const), pool: fc.nat({ max: 1 }), sell: fc.constantFrom<0 | 1>(0, 1) },
    amount: fc.bigInt(10n ** 12n, 10n ** 18n),
  }),
  fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 5, max: 90 }) }),
);
const history = fc.array(step, { minLength: 24, maxLength: 36 });

interface Market {
  tokens: Deployed[];
  rules: UnitRule[];
  wrapper: Deployed;
  base: Deployed;
  pools: V3Pool[];
}

describe('units on a real node: a multiplier, rebases with and without share events, a wrapper, and pools between', () => {
  let anvil: Anvil;
  let wallet: EvmWallet;
  let v3: V3;
  let owners: Address[];

  beforeAll(async () => {
    anvil = await startAnvil({ chainId: chain.chainId! });
    wallet = await EvmWallet.connect(anvil.rpcUrl);
    await wallet.paceBlocks(7);
    v3 = await deployV3(wallet);
    owners = wallet.accounts.slice(1, 4);
  });

  afterAll(() => anvil?.stop());

  async function approved(own: Deployed, spenders: Deployed[]): Promise<void> {
    for (const from of owners)
      for (const { address } of spenders) await wallet.send(own, 'approve', [address, MAX], { from });
  }

  async function open(): Promise<Market> {
    const deploy = (name: string, args: unknown[]) => wallet.deploy(compileContract(name, 'UnitTokens'), args);
    const [scaled, shares, quiet] = [
      await deploy('ScaledToken', ['TSLA']),
      await deploy('SharesToken', ['TSLAx']),
      await deploy('QuietToken', ['TSLA.d']),
    ];
    const wrapper = await deploy('Wrapper', ['wTSLAx', shares.address]);
    const usdc = await wallet.deployToken('USDC', 18);
    const spenders = [v3.positions, v3.router, wrapper];
    for (const own of [scaled, shares, quiet, usdc]) {
      for (const owner of owners) await wallet.send(own, 'mint', [owner, 10n ** 24n]);
      await approved(own, spenders);
    }
    await approved(wrapper, spenders);
    for (const from of owners) await wallet.send(wrapper, 'deposit', [10n ** 23n], { from });
    const pools: V3Pool[] = [];
    for (const own of [scaled, wrapper]) {
      const pool = await createV3Pool(wallet, v3, own.address, usdc.address, 3000, 2n ** 96n);
      const range = { lower: -6000, upper: 6000, amount0: 10n ** 21n, amount1: 10n ** 21n };
      await addLiquidity(wallet, v3, pool, range, owners[0]!);
      pools.push(pool);
    }
    const tokens = [scaled, shares, quiet, wrapper];
    return { tokens, rules: ['raw-stable', 'rebasing', 'rebasing', 'wrapper'], wrapper, base: shares, pools };
  }

  async function play({ tokens, wrapper, base, pools }: Market, own: Step): Promise<void> {
    const part = async (of: Deployed, method: string, owner: number, share: bigint) =>
      ((await wallet.read<bigint>(of, method, [owners[owner]])) * share) / 100n;
    switch (own.do) {
      case 'move': {
        const of = tokens[own.token]!;
        const value = await part(of, 'balanceOf', own.from, own.hundredths);
        return void (await wallet.send(of, 'transfer', [owners[own.to], value], { from: owners[own.from]! }));
      }
      case 'move-shares': {
        const units = await part(base, 'unitsOf', own.from, own.hundredths);
        return void (await wallet.send(base, 'transferShares', [owners[own.to], units], { from: owners[own.from]! }));
      }
      case 'supply': {
        const of = tokens[own.token]!;
        if (own.sign === 'mint') return void (await wallet.send(of, 'mint', [owners[own.owner], own.value]));
        return void (await wallet.send(of, 'burn', [own.value], { from: owners[own.owner]! }));
      }
      case 'multiplier': {
        const now = await wallet.timeOf(await wallet.height());
        const at = own.inSeconds === 0 ? 0n : BigInt(now + own.inSeconds);
        return void (await wallet.send(tokens[own.token]!, 'setMultiplier', [own.value, at]));
      }
      case 'wrap': {
        const assets = await part(base, 'balanceOf', own.owner, own.hundredths);
        return void (await wallet.send(wrapper, 'deposit', [assets], { from: owners[own.owner]! }));
      }
      case 'unwrap': {
        const shares = await part(wrapper, 'balanceOf', own.owner, own.hundredths);
        return void (await wallet.send(wrapper, 'redeem', [shares], { from: owners[own.owner]! }));
      }
      case 'swap':
        return swapV3(wallet, v3, pools[own.pool]!, { sell: own.sell, exactIn: own.amount }, owners[1]!);
      case 'wait':
        return wallet.wait(own.seconds);
    }
  }

  async function factsOf({ tokens, rules }: Market, fromBlock: number): Promise<Fact[]> {
    await wallet.mine();
    const units = tokens.map(({ address }, i) => [address, { decimals: 18, unitRule: rules[i]!, wrappedDecimals: 18 }]);
    const registry = testRegistry([], [{ address: v3.factory.address }], {
      chain: chain.id,
      tokens: new Map(units as [string, never][]),
    });
    const toBlock = Number(await wallet.height()) - 2;
    return (await collectFacts(chain, registry, { rpcUrl: anvil.rpcUrl, fromBlock, toBlock })).facts;
  }

  /** Everything that the contracts answer at a block, against what facts until that block say. */
  async function expectBlock(market: Market, facts: Fact[], block: bigint): Promise<void> {
    const { tokens, rules, wrapper, base, pools } = market;
    const at = { height: Number(block), time: await wallet.timeOf(block) };
    const holders = [...owners, wrapper.address, ...pools.map(({ address }) => address)];
    const rebuilt = tokens.map(({ address }, i) => rebuildToken(facts, address, rules[i]!, at));
    for (const [i, own] of tokens.entries()) {
      const { multiplier, balanceOf, totalSupply, units } = rebuilt[i]!;
      const read = (method: string, args: unknown[] = []) => wallet.read<bigint>(own, method, args, block);
      if (own !== wrapper) expect(multiplier).toBe(await read('multiplier'));
      expect(totalSupply).toBe(await read('totalSupply'));
      const balances = await Promise.all(holders.map((holder) => read('balanceOf', [holder])));
      expect(holders.map(balanceOf)).toEqual(balances);
      const kept = await Promise.all(holders.map((holder) => read('unitsOf', [holder])));
      expect(holders.map((holder) => units.get(holder) ?? 0n)).toEqual(kept);
    }
    const [ofWrapper, ofBase] = [rebuilt[tokens.indexOf(wrapper)]!, rebuilt[tokens.indexOf(base)]!];
    const rate = await wallet.read<bigint>(wrapper, 'convertToAssets', [ONE], block);
    expect(convertedByFacts(ofWrapper, ofBase, wrapper.address, ONE)).toBe(rate);
  }

  /** The price of a share in the wrapper's pool goes through the rate of that very block. */
  async function expectPrices({ wrapper, base }: Market, facts: Fact[]): Promise<number> {
    const changes = (of: string): MultiplierChange[] =>
      facts.flatMap((fact) =>
        fact.kind === 'multiplier' && fact.token === of
          ? [{ value: fact.value, effectiveTime: fact.effectiveTime, announcedTime: fact.tx.block.time }]
          : [],
      );
    const wrapped = { unitRule: 'rebasing' as const, changes: changes(base.address) };
    let priced = 0;
    for (const fact of facts) {
      if (fact.kind !== 'fill' || (fact.soldToken !== wrapper.address && fact.boughtToken !== wrapper.address))
        continue;
      const sold = fact.soldToken === wrapper.address;
      const [own, money] = sold ? [fact.soldRaw, fact.boughtRaw] : [fact.boughtRaw, fact.soldRaw];
      const { height, time } = fact.tx.block;
      const assets = await wallet.read<bigint>(wrapper, 'convertToAssets', [own], BigInt(height));
      const wrapperRate = wrapperRateAt(changes(wrapper.address), wrapped, time);
      const units = { decimals: 18, unitRule: 'wrapper' as const, multiplier: null, wrapperRate };
      const perShare = Number(pricePerShare(ratio(`${money}`, `${own}`)!, units));
      expect(perShare / (Number(money) / Number(assets))).toBeCloseTo(1, 9);
      priced += 1;
    }
    return priced;
  }

  it('facts give every multiplier, balance, supply and rate as the contracts answer at every block', async () => {
    let [priced, quiet, rounded] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const born = await wallet.height();
        const market = await open();
        const opened = await wallet.height();
        for (const own of steps) await play(market, own);
        const facts = await factsOf(market, Number(born));
        const end = (await wallet.height()) - 2n;
        const busy = new Set(facts.map((fact) => fact.tx.block.height));
        for (let block = opened; block <= end; block += 1n) {
          await expectBlock(market, facts, block);
          if (!busy.has(Number(block))) quiet += 1;
        }
        for (const pool of market.pools) {
          const { sqrtPrice, tick, liquidity } = rebuildConcentrated(facts, pool.address);
          const [price, at] = await wallet.read<[bigint, number]>(pool, 'slot0');
          expect([sqrtPrice, tick, liquidity]).toEqual([price, at, await wallet.read<bigint>(pool, 'liquidity')]);
        }
        priced += await expectPrices(market, facts);
        rounded += facts.filter(
          (fact) => fact.kind === 'transfer' && fact.units !== undefined && fact.raw % 10n !== 0n,
        ).length;
      }),
      { numRuns: 4, seed: 20250701 },
    );
    // Multipliers turned in blocks without any transaction, the wrapper traded, and shares moved that no value divides into.
    expect([quiet > 10, priced > 3, rounded > 10]).toEqual([true, true, true]);
  });
});

import type { FeedPrice } from '@tokentape/core/facts/facts.ts';
import { againstReference } from '@tokentape/core/metrics/premium.ts';
import { type FeedAnswer, referenceAt } from '@tokentape/core/pricing/reference.ts';
import { findToken, getChain } from '@tokentape/core/registry/registry.ts';
import { EVM_MARKETS } from '@tokentape/replay/market/evm/evm-markets.ts';
import { playEvmWeek } from '@tokentape/replay/market/evm/evm-week.ts';
import { startEvmServer } from '@tokentape/replay/servers/evm-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeEvmBlock } from '../dexes/evm.ts';
import { evmRegistry } from '../dexes/evm-registry.ts';
import { KnownPools } from '../dexes/known-pools.ts';
import { type Anvil, startAnvil } from '../testing/anvil.ts';
import { collectFacts } from '../testing/evm-collect.ts';
import { compileContract } from '../testing/evm-compile.ts';
import { testAddress, testBlock, testLog, testRegistry } from '../testing/evm-fixtures.ts';
import { type Deployed, EvmWallet } from '../testing/evm-wallet.ts';

const ANSWER = 'AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt)';
const [stock, feed] = [testAddress(0x51), testAddress(0xfeed)];

describe('an answer of a feed', () => {
  const answered = (current: bigint, updatedAt: bigint, decimals = 8): FeedPrice | undefined => {
    const registry = testRegistry([stock], [], { feeds: new Map([[feed, { token: stock, decimals }]]) });
    const log = testLog(feed, ANSWER, { current, roundId: 7n, updatedAt });
    const { facts } = decodeEvmBlock(
      testBlock(1_000, [{ from: testAddress(1), logs: [log] }]),
      new KnownPools(registry),
    );
    return facts[0] as FeedPrice | undefined;
  };
  const now = 1_751_241_600n + 1_000n;

  it('is dollars per token, as of when the oracle says', () => {
    expect(answered(31_234_567_800n, now - 40n)).toMatchObject({
      ...{ kind: 'feed-price', token: stock, feed, priceUsd: '312.345678', updatedTime: Number(now - 40n) },
    });
    expect(answered(3n * 10n ** 18n, now, 18)?.priceUsd).toBe('3');
  });

  it('cannot hold before it is known', () => {
    expect(answered(100n, now + 600n)?.updatedTime).toBe(Number(now));
    expect(answered(100n, 2n ** 256n - 1n)?.updatedTime).toBe(Number(now));
  });

  it('prices nothing at or below zero, or without a time', () => {
    expect([answered(0n, now), answered(-5n, now), answered(5n, 0n)]).toEqual([undefined, undefined, undefined]);
  });

  it('counts only from a contract behind a proxy of the registry', () => {
    const log = testLog(testAddress(0xbad), ANSWER, { current: 5n, roundId: 1n, updatedAt: now });
    const registry = testRegistry([stock], [], { feeds: new Map([[feed, { token: stock, decimals: 8 }]]) });
    const block = testBlock(1, [{ from: testAddress(1), logs: [log] }]);
    expect(decodeEvmBlock(block, new KnownPools(registry)).facts).toEqual([]);
  });
});

describe('feeds on a real node', () => {
  let anvil: Anvil;
  let wallet: EvmWallet;
  let proxy: Deployed;
  let aggregators: Deployed[];

  beforeAll(async () => {
    anvil = await startAnvil({ chainId: 8453 });
    wallet = await EvmWallet.connect(anvil.rpcUrl);
    const aggregator = compileContract('Aggregator', 'PriceFeed');
    aggregators = [
      await wallet.deploy(aggregator, [8]),
      await wallet.deploy(aggregator, [8]),
      await wallet.deploy(aggregator, [8]),
    ];
    const [first, second, proposed] = aggregators as [Deployed, Deployed, Deployed];
    proxy = await wallet.deploy(compileContract('PriceFeed'), [first.address]);
    await wallet.send(first, 'answer', [300n * 10n ** 8n, 1_000n]);
    await wallet.send(proxy, 'propose', [second.address]);
    await wallet.send(proxy, 'confirm', [second.address]);
    await wallet.send(second, 'answer', [301n * 10n ** 8n, 2_000n]);
    await wallet.send(proxy, 'propose', [proposed.address]);
    await wallet.send(proposed, 'answer', [302n * 10n ** 8n, 3_000n]);
    await wallet.mine(5);
  });

  afterAll(() => anvil?.stop());

  const read = async (proxies: [string, string][]) => {
    const registry = testRegistry([stock], [], { chain: 'base', feedProxies: new Map(proxies) });
    const toBlock = Number(await wallet.height()) - 2;
    const { facts } = await collectFacts(getChain('base'), registry, { rpcUrl: anvil.rpcUrl, toBlock });
    return facts.filter((fact) => fact.kind === 'feed-price');
  };

  it('gives the answers of every contract that the proxy ever had, and of the one proposed', async () => {
    expect(await read([[proxy.address, stock]])).toMatchObject([
      { token: stock, feed: aggregators[0]!.address, priceUsd: '300', updatedTime: 1_000 },
      { token: stock, feed: aggregators[1]!.address, priceUsd: '301', updatedTime: 2_000 },
      { token: stock, feed: aggregators[2]!.address, priceUsd: '302', updatedTime: 3_000 },
    ]);
  });

  it('leaves out an address that is no proxy and still reads the others', async () => {
    expect(
      await read([
        [testAddress(0xdead), testAddress(0x52)],
        [proxy.address, stock],
      ]),
    ).toHaveLength(3);
  });

  it('leaves out a contract that is no proxy; when nothing answers as one, it says so', async () => {
    const token = await wallet.deployToken('X', 8);
    expect(
      await read([
        [token.address, testAddress(0x52)],
        [proxy.address, stock],
      ]),
    ).toHaveLength(3);
    const registry = testRegistry([stock], [], { chain: 'base', feedProxies: new Map([[token.address, stock]]) });
    const toBlock = Number(await wallet.height()) - 2;
    const { facts, log } = await collectFacts(getChain('base'), registry, { rpcUrl: anvil.rpcUrl, toBlock });
    expect(facts).toEqual([]);
    expect(log.join()).toContain('base: it is read without their answers');
  });
});

describe('feeds of the sample on Base', () => {
  it('hold what trades there against the stock: a premium of a few percent at most, and drift off hours', async () => {
    const week = playEvmWeek(7, EVM_MARKETS.find(({ chain }) => chain === 'base')!);
    const server = await startEvmServer({ chain: week.chain });
    try {
      const { firstBlock: fromBlock, headBlock: toBlock } = week.chain;
      const rpcUrl = server.url;
      const { facts } = await collectFacts(getChain('base'), evmRegistry('base'), { rpcUrl, fromBlock, toBlock });
      const usdc = getChain('base').quotes[0]!.address;
      const held: { premium: string | null; drift: string | null }[] = [];
      const latest = new Map<string, FeedAnswer>();
      for (const fact of facts) {
        const { time } = fact.tx.block;
        if (fact.kind === 'feed-price') latest.set(fact.token, { ...fact, multiplier: null });
        if (fact.kind !== 'fill' || (fact.soldToken !== usdc && fact.boughtToken !== usdc)) continue;
        const [stockRaw, usdRaw, token] =
          fact.soldToken === usdc
            ? [fact.boughtRaw, fact.soldRaw, fact.boughtToken]
            : [fact.soldRaw, fact.boughtRaw, fact.soldToken];
        const answer = latest.get(token);
        if (answer === undefined || stockRaw < 1_000n || findToken('base', token) === undefined) continue;
        const price = (Number(usdRaw) / 1e6 / (Number(stockRaw) / 1e8)).toFixed(8);
        held.push(againstReference(time, price, referenceAt([answer], time)));
      }
      const premiums = held.flatMap(({ premium }) => (premium === null ? [] : [Math.abs(Number(premium))]));
      const drifts = held.flatMap(({ drift }) => (drift === null ? [] : [Math.abs(Number(drift))]));
      expect([premiums.length > 300, drifts.length > 300]).toEqual([true, true]);
      expect(Math.max(...premiums)).toBeLessThan(0.2);
      const median = premiums.sort((a, b) => a - b)[premiums.length >> 1]!;
      expect(median).toBeLessThan(0.02);
    } finally {
      await server.close();
    }
  });
});

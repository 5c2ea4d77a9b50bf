import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BOB_EVM, POOL, solanaAccount, txId } from './testing/market.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const data = async (query: string, variables?: object) => {
  const { body } = await api.ask(query, variables);
  expect(body.errors, JSON.stringify(api.log.at(-1))).toBeUndefined();
  return body.data;
};

describe('status', () => {
  test('says what is indexed, how far, and that it is simulated', async () => {
    const { body } = await api.ask(`{ status { simulated label asOf firstDay lastDay
      chains { id indexedBlock indexedTime finalizedBlock lagSeconds fills failedTransactions unrecognised } } }`);
    expect(body.data.status).toMatchObject({
      simulated: true,
      label: 'simulated, made by hand',
      asOf: '2025-07-03T00:00:00Z',
      firstDay: '2025-06-30',
      lastDay: '2025-07-02',
    });
    expect(body.data.status.chains).toEqual([
      {
        id: 'solana',
        indexedBlock: '1000',
        indexedTime: '2025-07-03T00:00:00Z',
        finalizedBlock: '1010',
        lagSeconds: 4,
        fills: '7',
        failedTransactions: '1',
        unrecognised: '2',
      },
      expect.objectContaining({ id: 'arbitrum', lagSeconds: 0, fills: '1', failedTransactions: '0' }),
    ]);
    expect(body.extensions.data).toEqual({
      simulated: true,
      label: 'simulated, made by hand',
      asOf: '2025-07-03T00:00:00.000Z',
    });
  });
});

const STATS = `stats { volumeUsd buyUsd sellUsd trades fills transactions passthroughs buys sells traders newTraders
  unpricedShare averageTradeUsd }`;

describe('tickers', () => {
  test('volume, trades and exact traders over the default window', async () => {
    const { tickers } = await data(`{ tickers { totalCount nodes { id ${STATS} volumeShare
      liquidity { tvlUsd pools deadPools bestPool { id } } } } }`);
    expect(tickers.totalCount).toBe(2);
    const [tslax, spyx] = tickers.nodes;
    // 470 + 681 + 900 USD; six trades, one of them without a price; Alice, Bob, Carol and Bob's other account.
    expect(tslax).toMatchObject({
      id: 'xstocks:TSLAx',
      stats: {
        volumeUsd: '2051',
        buyUsd: '1370',
        sellUsd: '681',
        trades: 6,
        fills: 8,
        transactions: 7,
        passthroughs: 1,
        buys: 4,
        sells: 2,
        traders: 4,
        newTraders: 4,
        unpricedShare: '0.166666666666666667',
        averageTradeUsd: '410.2',
      },
      liquidity: { tvlUsd: '80999.99', pools: 3, deadPools: 1, bestPool: { id: POOL.tslaxUsdc } },
    });
    // Of 470 + 226 + 455 + 900 = 2,051 USD in total, the stock-for-stock trade counted once.
    expect(tslax.volumeShare).toBe('1');
    expect(spyx).toMatchObject({ id: 'xstocks:SPYx', stats: { volumeUsd: '455', trades: 1, traders: 1 } });
    expect(spyx.liquidity).toMatchObject({ pools: 2, deadPools: 2 });
  });

  test('a window counts as new only who never traded before it', async () => {
    const { ticker } = await data(`{ ticker(id: "xstocks:TSLAx", from: "2025-07-01", to: "2025-07-01") { ${STATS}
      daily { day traders newTraders returningTraders volumeUsd } } }`);
    // Alice came back; Carol and Bob's Arbitrum account are new.
    expect(ticker.stats).toMatchObject({ traders: 3, newTraders: 2, volumeUsd: '1581', passthroughs: 1 });
    expect(ticker.daily).toEqual([
      { day: '2025-07-01', traders: 3, newTraders: 2, returningTraders: 1, volumeUsd: '1581' },
    ]);
  });

  test('one chain of a ticker', async () => {
    const { tickers } = await data(`{ tickers(chain: "arbitrum", tradedOnly: true) { nodes { id ${STATS} } } }`);
    expect(tickers.nodes).toHaveLength(1);
    expect(tickers.nodes[0].stats).toMatchObject({ volumeUsd: '900', trades: 1, traders: 1 });
  });

  test('a symbol that two issuers use must be told apart', async () => {
    const { body } = await api.ask('{ ticker(id: "SPYx") { id } }');
    expect(body.errors[0].extensions.code).toBe('AMBIGUOUS_TICKER');
    expect(await data('{ ticker(id: "tslax") { id } }')).toEqual({ ticker: { id: 'xstocks:TSLAx' } });
    expect(await data('{ ticker(id: "none") { id } }')).toEqual({ ticker: null });
  });

  test.each([
    ['VOLUME', ['xstocks:TSLAx', 'xstocks:SPYx', 'backed:SPYx']],
    ['TRADES', ['xstocks:TSLAx', 'xstocks:SPYx', 'backed:SPYx']],
    ['TRADERS', ['xstocks:TSLAx', 'xstocks:SPYx', 'backed:SPYx']],
    ['DEPTH', ['xstocks:TSLAx', 'xstocks:SPYx', 'backed:SPYx']],
    ['SYMBOL', ['backed:SPYx', 'xstocks:SPYx', 'xstocks:TSLAx']],
  ])('pages of one in the order of %s give every ticker once', async (orderBy, expected) => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { tickers } = await data(
        `query ($orderBy: TickerOrder, $after: String) { tickers(first: 1, orderBy: $orderBy, after: $after, tradedOnly: false) {
          nodes { id } pageInfo { hasNextPage endCursor } totalCount } }`,
        { orderBy, after },
      );
      seen.push(...tickers.nodes.map((node: { id: string }) => node.id));
      after = tickers.pageInfo.hasNextPage ? tickers.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(expected);
  });
});

describe('daily and totals', () => {
  test('a total counts a stock-for-stock trade once; a ticker counts its own side', async () => {
    const { daily, totals } = await data(`{ daily { day volumeUsd trades traders newTraders returningTraders }
      totals { volumeUsd trades traders newTraders } }`);
    expect(daily).toHaveLength(7);
    expect(daily.slice(-3)).toEqual([
      { day: '2025-06-30', volumeUsd: '470', trades: 2, traders: 2, newTraders: 2, returningTraders: 0 },
      { day: '2025-07-01', volumeUsd: '1581', trades: 4, traders: 3, newTraders: 2, returningTraders: 1 },
      { day: '2025-07-02', volumeUsd: '0', trades: 1, traders: 1, newTraders: 0, returningTraders: 1 },
    ]);
    expect(totals).toEqual({ volumeUsd: '2051', trades: 7, traders: 4, newTraders: 4 });
  });

  test('a scope that does not exist is null, not zero', async () => {
    expect(await data('{ totals(chain: "nowhere") { trades } }')).toEqual({ totals: null });
  });
});

describe('pools', () => {
  test('states, in the order of METRICS', async () => {
    const { pools } = await data('{ pools { nodes { id state trades fills volumeUsd lastTradeTime asset { id } } } }');
    const state = Object.fromEntries(pools.nodes.map((node: { id: string; state: string }) => [node.id, node.state]));
    expect(state).toEqual({
      [POOL.tslaxUsdc]: 'QUIET',
      [POOL.stockStock]: 'OUT_OF_RANGE',
      [POOL.arbitrum]: 'DUST',
      [POOL.empty]: 'ZERO_LIQUIDITY',
    });
    expect(pools.nodes[1]).toMatchObject({
      id: POOL.tslaxUsdc,
      trades: 4,
      fills: 6,
      volumeUsd: '696',
      lastTradeTime: '2025-07-02T09:00:00Z',
      asset: { id: 'xstocks:TSLAx' },
    });
  });

  test('which side is the stock', async () => {
    const { pools } = await data('{ pools { nodes { id stockSide } } }');
    const sides = Object.fromEntries(
      pools.nodes.map((node: { id: string; stockSide: number }) => [node.id, node.stockSide]),
    );
    expect(sides).toEqual({ [POOL.tslaxUsdc]: 0, [POOL.stockStock]: 0, [POOL.arbitrum]: 1, [POOL.empty]: 0 });
  });

  test('filters by state, venue, chain, asset and name', async () => {
    const count = async (args: string) => (await data(`{ pools(${args}) { totalCount } }`)).pools.totalCount;
    expect(await count('state: ZERO_LIQUIDITY')).toBe(1);
    expect(await count('dex: "uniswap-v3"')).toBe(1);
    expect(await count('chain: "solana"')).toBe(3);
    expect(await count('asset: "xstocks:SPYx"')).toBe(2);
    expect(await count('search: "raydium"')).toBe(3);
  });

  test('hourly history repeats the last change until the next', async () => {
    const { depthHistory } = await data(
      `query ($pool: String!) { depthHistory(pool: $pool, from: "2025-06-30", to: "2025-07-01") {
        hour midUsd tvlUsd depth { delta askUsd bidUsd } slippage { sizeUsd buy sell buyImpact buyFee sellFee } buyFillableUsd } }`,
      { pool: POOL.tslaxUsdc },
    );
    expect(depthHistory).toHaveLength(36);
    expect(depthHistory[0]).toMatchObject({ hour: '2025-06-30T12:00:00Z', midUsd: '450' });
    expect(depthHistory[21]).toMatchObject({ hour: '2025-07-01T09:00:00Z', midUsd: '450', tvlUsd: '50000' });
    expect(depthHistory[22]).toMatchObject({ hour: '2025-07-01T10:00:00Z', midUsd: '452', tvlUsd: '60000' });
    expect(depthHistory[22].depth[3]).toEqual({ delta: '0.02', askUsd: '400', bidUsd: '360' });
    expect(depthHistory[22].slippage[3]).toEqual({
      sizeUsd: 50000,
      buy: '0.5',
      sell: null,
      buyImpact: '0.4975',
      buyFee: '0.0025',
      sellFee: null,
    });
  });
});

describe('the curve rebuilt from facts', () => {
  const CURVE = `at midUsd tvlUsd activeLiquidity depth { delta askUsd bidUsd }
    slippage { sizeUsd buy sell buyImpact buyFee } buyFillableUsd sellFillableUsd`;
  const at = (instant: string) =>
    data(`query ($pool: String!, $at: DateTime!) { liquidityAt(pool: $pool, at: $at) { ${CURVE} } }`, {
      pool: POOL.tslaxUsdc,
      at: instant,
    });

  test('one position of L = 10^10 around 450 dollars, at any second after it was made', async () => {
    const { liquidityAt } = await at('2025-06-30T06:00:00Z');
    expect(liquidityAt).toMatchObject({ at: '2025-06-30T06:00:00Z', midUsd: '450', activeLiquidity: '10000000000' });
    // L·√P·(√1.02 − 1) = 10^10 × 2.12132 × 0.0099505 raw USDC, and L·√P·(1 − √0.98).
    expect(Number(liquidityAt.depth[3].askUsd)).toBeCloseTo(211.08, 2);
    expect(Number(liquidityAt.depth[3].bidUsd)).toBeCloseTo(213.2, 2);
    // L·(√P − √Pa) USDC and L·(1/√P − 1/√Pb) TSLAx at 450.
    expect(Number(liquidityAt.tvlUsd)).toBeCloseTo(1_036 + 1_012.8, -1);
    // 0.25 % is fee, the rest is impact; a thousand dollars fit, ten thousand do not.
    expect(Number(liquidityAt.slippage[0].buyFee)).toBeCloseTo(0.0025, 4);
    expect(liquidityAt.slippage[1].buy).not.toBeNull();
    expect(liquidityAt.slippage[2]).toMatchObject({ sizeUsd: 10_000, buy: null, sell: null });
    expect(Number(liquidityAt.buyFillableUsd)).toBeLessThan(10_000);
  });

  test('the second position counts from its second on, and now', async () => {
    expect((await at('2025-07-01T08:59:59Z')).liquidityAt.activeLiquidity).toBe('10000000000');
    expect((await at('2025-07-01T09:00:00Z')).liquidityAt.activeLiquidity).toBe('60000000000');
    const { pool } = await data(`query ($id: String!) { pool(id: $id) { liquidity { ${CURVE} } } }`, {
      id: POOL.tslaxUsdc,
    });
    expect(pool.liquidity).toMatchObject({ at: '2025-07-03T00:00:00Z', activeLiquidity: '60000000000' });
  });

  test('before the pool had a price, without facts, and after what is indexed', async () => {
    expect(await at('2025-06-30T00:05:00Z')).toEqual({ liquidityAt: null });
    const { pool } = await data('query ($id: String!) { pool(id: $id) { liquidity { at } } }', { id: POOL.arbitrum });
    expect(pool).toEqual({ liquidity: null });
    const { body } = await api.ask(`{ liquidityAt(pool: "${POOL.tslaxUsdc}", at: "2030-01-01T00:00:00Z") { at } }`);
    expect(body.errors[0].extensions.code).toBe('BAD_ARGUMENT');
  });
});

const FILL = `id chain block txIndex index blockTime txId explorerUrl pool { id } trader signer feePayer side
  soldToken { symbol } soldRaw boughtToken { symbol } boughtRaw shares amountUsd priceUsd priceSource unpricedReason flags`;

describe('overview', () => {
  test('every ticker by day, its chains together', async () => {
    const { overview } = await data(
      '{ overview(from: "2025-06-29", to: "2025-07-02") { days tickers { id symbol volumeUsd trades traders } } }',
    );
    expect(overview.days).toEqual(['2025-06-29', '2025-06-30', '2025-07-01', '2025-07-02']);
    expect(overview.tickers).toEqual([
      {
        id: 'xstocks:SPYx',
        symbol: 'SPYx',
        volumeUsd: ['0', '0', '455', '0'],
        trades: [0, 0, 1, 0],
        traders: [0, 0, 1, 0],
      },
      // 681 on Solana by Alice and Carol and 900 on Arbitrum by Bob.
      {
        id: 'xstocks:TSLAx',
        symbol: 'TSLAx',
        volumeUsd: ['0', '470', '1581', '0'],
        trades: [0, 2, 3, 1],
        traders: [0, 2, 3, 1],
      },
    ]);
  });

  test('of one chain or issuer', async () => {
    const { chain, nobody } = await data(
      `{ chain: overview(chain: "arbitrum", from: "2025-07-01", to: "2025-07-01") { tickers { id volumeUsd traders } }
         nobody: overview(issuer: "backed", from: "2025-07-01", to: "2025-07-01") { tickers { id } } }`,
    );
    expect(chain.tickers).toEqual([{ id: 'xstocks:TSLAx', volumeUsd: ['900'], traders: [1] }]);
    expect(nobody.tickers).toEqual([]);
  });
});

describe('fills', () => {
  test('the recorded purchase of TSLAx: 20 USDC for 0.04466643 is 447.76 a share', async () => {
    const { fills } = await data(`query ($txId: String) { fills(txId: $txId) { nodes { ${FILL} } } }`, {
      txId: txId(1),
    });
    expect(fills.nodes).toHaveLength(1);
    expect(fills.nodes[0]).toMatchObject({
      id: 'solana:100:1:0',
      side: 'BUY',
      soldRaw: '20000000',
      boughtRaw: '4466643',
      shares: '0.04466643',
      amountUsd: '20',
      trader: solanaAccount(1),
      txId: txId(1),
      explorerUrl: `https://solscan.io/tx/${txId(1)}`,
    });
    // 20 ÷ 0.04466643, within a cent of the 447.77 that is said of it elsewhere.
    expect(fills.nodes[0].priceUsd).toBe('447.763566508449410441');
    expect(Math.abs(Number(fills.nodes[0].priceUsd) - 447.77)).toBeLessThan(0.01);
  });

  test('newest first over all chains, in pages, none lost and none twice', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { fills } = await data(
        'query ($after: String) { fills(first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      seen.push(...fills.nodes.map((node: { id: string }) => node.id));
      after = fills.pageInfo.hasNextPage ? fills.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual([
      'solana:700:1:0',
      'solana:600:1:1',
      'solana:600:1:0',
      'arbitrum:500:1:7',
      'solana:400:1:0',
      'solana:300:1:0',
      'solana:200:1:0',
      'solana:100:1:0',
    ]);
  });

  test('by asset, pool, trader, chain and day', async () => {
    const ids = async (args: string) =>
      (await data(`{ fills(${args}) { nodes { id } } }`)).fills.nodes.map((node: { id: string }) => node.id);
    expect(await ids('asset: "xstocks:SPYx"')).toEqual(['solana:400:1:0']);
    expect(await ids('asset: "xstocks:TSLAx", first: 2')).toEqual(['solana:700:1:0', 'solana:600:1:1']);
    expect(await ids(`pool: "${POOL.arbitrum}"`)).toEqual(['arbitrum:500:1:7']);
    expect(await ids(`trader: "${BOB_EVM}"`)).toEqual(['arbitrum:500:1:7']);
    expect(await ids(`trader: "${solanaAccount(1)}"`)).toEqual(['solana:300:1:0', 'solana:100:1:0']);
    expect(await ids('chain: "arbitrum"')).toEqual(['arbitrum:500:1:7']);
    expect(await ids('from: "2025-07-02", to: "2025-07-02"')).toEqual(['solana:700:1:0']);
  });

  test('signer, payer, flags, an unknown price, and shares by the multiplier in force', async () => {
    const { fills } = await data(`{ fills(first: 4) { nodes { ${FILL} } } }`);
    const [unpriced, sold, , arbitrum] = fills.nodes;
    expect(unpriced).toMatchObject({
      shares: '2',
      amountUsd: null,
      priceUsd: null,
      unpricedReason: 'depeg',
      signer: solanaAccount(3),
      feePayer: solanaAccount(5),
    });
    expect(sold).toMatchObject({ side: 'SELL', trader: solanaAccount(4), signer: solanaAccount(5), shares: '1' });
    expect(arbitrum).toMatchObject({ shares: '2', priceUsd: '450', trader: BOB_EVM, txId: txId(5) });
  });
});

describe('concentration, sessions and combined liquidity', () => {
  test('shares of the largest, and the index with its effective number', async () => {
    const { concentration } = await data(
      '{ concentration { over parts volumeUsd top1Share top3Share hhi effectiveNumber } }',
    );
    // TSLAx 2,051 and SPYx 455: (2051² + 455²) ÷ 2506² × 10⁴.
    expect(concentration[0]).toMatchObject({ over: 'TICKERS', parts: 2, volumeUsd: '2506', top3Share: '1' });
    expect(Number(concentration[0].top1Share)).toBeCloseTo(2051 / 2506, 12);
    expect(Number(concentration[0].hhi)).toBeCloseTo(((2051 ** 2 + 455 ** 2) / 2506 ** 2) * 10_000, 8);
    expect(concentration[1]).toMatchObject({ over: 'POOLS', parts: 3, volumeUsd: '2051' });
    // 396, 450, 455 (the stock-for-stock trade once) and 900; who only passed through is no part.
    expect(concentration[2]).toMatchObject({ over: 'TRADERS', parts: 4, volumeUsd: '2201' });
    expect(Number(concentration[2].top1Share)).toBeCloseTo(900 / 2201, 12);
  });

  test('sessions split the hour in which New York opens', async () => {
    const { sessions } = await data(
      '{ sessions(from: "2025-06-30", to: "2025-07-02") { session hours trades volumeUsd volumeShare } }',
    );
    const of = (name: string) => sessions.find(({ session }: { session: string }) => session === name);
    // In summer 12:00 UTC is 8:00: before the market. 13:20 too; 13:40 is in it.
    expect(of('PRE')).toMatchObject({ hours: '16.5', trades: 3, volumeUsd: '570' });
    expect(of('REGULAR')).toMatchObject({ hours: '19.5', trades: 1, volumeUsd: '50' });
    expect(of('WEEKEND')).toMatchObject({ hours: '0', trades: 0, volumeUsd: '0', volumeShare: '0' });
    expect(sessions.reduce((sum: number, { hours }: { hours: string }) => sum + Number(hours), 0)).toBe(72);
  });

  test('all pools of a ticker together, beside the best alone', async () => {
    const { ticker } =
      await data(`{ ticker(id: "xstocks:TSLAx") { liquidity { combined(at: "2025-06-30T06:00:00Z", chain: "solana") {
      at pools poolsLeftOut midUsd depth { delta askUsd } slippage { sizeUsd buy bestPoolBuy bestPoolBuyId poolsUsedBuy } } } } }`);
    const { combined } = ticker.liquidity;
    // One pool has facts; the stock–stock pool has none and is said to be left out.
    expect(combined).toMatchObject({ at: '2025-06-30T06:00:00Z', pools: 1, poolsLeftOut: 1, midUsd: '450' });
    expect(Number(combined.depth[3].askUsd)).toBeCloseTo(211.08, 2);
    expect(combined.slippage[1]).toMatchObject({ sizeUsd: 1000, bestPoolBuyId: POOL.tslaxUsdc, poolsUsedBuy: 1 });
    expect(combined.slippage[1].buy).toBe(combined.slippage[1].bestPoolBuy);
    expect(combined.slippage[2]).toMatchObject({ buy: null, bestPoolBuy: null, poolsUsedBuy: null });
  });
});

describe('launch report', () => {
  test('per day and ticker, with every counting rule', async () => {
    const { launchReport } = await data(`{ launchReport(days: 3) {
      simulated label pools poolsUnder20Trades zeroLiquidityPools topTickersShare
      days { day volumeUsd traders newTraders trades pools poolsUnder20Trades zeroLiquidityPools
        publishedVolumeUsd publishedTraders publishedNewTraders publishedTrades }
      tickers { day asset { id } volumeUsd trades share pools buySlippage1k sellSlippage1k buySlippage10k
        buyImpact1k sellImpact1k buyImpact10k sellImpact10k unknownCurves publishedVolumeUsd }
      reconciliation { day quantity rule published computed difference } } }`);
    expect(launchReport).toMatchObject({
      simulated: true,
      pools: 3,
      poolsUnder20Trades: 3,
      zeroLiquidityPools: 1,
    });
    expect(launchReport.days[1]).toEqual({
      day: '2025-07-01',
      volumeUsd: '681',
      traders: 2,
      newTraders: 1,
      trades: 3,
      pools: 3,
      poolsUnder20Trades: 3,
      zeroLiquidityPools: 1,
      publishedVolumeUsd: '6640000',
      publishedTraders: null,
      publishedNewTraders: 6565,
      publishedTrades: 17879,
    });
    const tslax = launchReport.tickers.find(
      (row: { day: string; asset: { id: string } }) => row.day === '2025-07-01' && row.asset.id === 'xstocks:TSLAx',
    );
    expect(tslax).toMatchObject({
      volumeUsd: '681',
      trades: 2,
      share: '1',
      pools: 2,
      buySlippage1k: '0.005',
      sellSlippage1k: '0.006',
      buySlippage10k: '0.05',
      buyImpact1k: '0.0025',
      sellImpact1k: '0.0035',
      buyImpact10k: '0.0475',
      sellImpact10k: '0.0575',
      unknownCurves: 0,
      publishedVolumeUsd: '1710000',
    });
    const first = launchReport.reconciliation.filter((row: { day: string }) => row.day === '2025-06-30');
    expect(first.find((row: { rule: string; quantity: string }) => row.quantity === 'trades')).toEqual({
      day: '2025-06-30',
      quantity: 'trades',
      rule: 'trades/owner',
      published: '2510',
      computed: '2',
      difference: '-0.999203187250996016',
    });
    const second = Object.fromEntries(
      launchReport.reconciliation
        .filter((row: { day: string }) => row.day === '2025-07-01')
        .map((row: { quantity: string; rule: string; computed: string }) => [
          `${row.quantity} ${row.rule}`,
          row.computed,
        ]),
    );
    // Solana only: fills T3, T4 and twice T6; three transactions; signers Alice, Carol and the relayer.
    expect(second).toEqual({
      'volume trades/owner': '681',
      'volume fills/owner': '1585',
      'trades trades/owner': '3',
      'trades fills/owner': '4',
      'trades transactions/signer': '3',
      'traders trades/owner': '2',
      'traders fills/owner': '3',
      'traders transactions/signer': '3',
      'new-traders trades/owner': '1',
      'new-traders fills/owner': '2',
      'new-traders transactions/signer': '2',
    });
  });
});

import { sum } from '@tokentape/core/decimal.ts';
import { cohortsByWeek } from '@tokentape/core/metrics/retention.ts';
import fc from 'fast-check';
import { RoaringBitmap32 } from 'roaring-wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from './day.ts';
import { POOL } from './testing/market.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';
import { countCohorts } from './traders.ts';
import { WalletSet } from './wallet-set.ts';

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

const STATS = `volumeUsd buyUsd sellUsd netFlowUsd trades fills transactions passthroughs buys sells traders newTraders
  returningTraders unpricedShare averageTradeUsd medianTradeUsd`;

describe('totals', () => {
  test('median, net flow, who came back, and turnover over the mean TVL', async () => {
    const { totals } = await data(
      `{ totals(asset: "xstocks:TSLAx", from: "2025-07-01", to: "2025-07-02") { ${STATS} meanTvlUsd turnover } }`,
    );
    // Priced trades 226, 455 and 900; bought 900, sold 681. Alice came back, Carol and Bob's other account are new.
    expect(totals).toMatchObject({
      medianTradeUsd: '455',
      netFlowUsd: '219',
      traders: 3,
      newTraders: 2,
      returningTraders: 1,
    });
    // 48 h: TSLAx–USDC 50,000 for 10 h, then 60,000; the stock–stock pool 20,000 for 37 h; Arbitrum 999.99 for 36 h.
    const mean = (50_000 * 10 + 60_000 * 38 + 20_000 * 37 + 999.99 * 36) / 48;
    expect(Number(totals.meanTvlUsd)).toBeCloseTo(mean, 5);
    expect(Number(totals.turnover)).toBeCloseTo(Number(totals.volumeUsd) / mean, 9);
  });

  test('a median between two is their mean; without a priced trade it is null', async () => {
    const { one, none } = await data(`{
      one: totals(chain: "solana", from: "2025-07-01", to: "2025-07-01") { medianTradeUsd }
      none: totals(from: "2025-07-02", to: "2025-07-02") { medianTradeUsd averageTradeUsd netFlowUsd turnover } }`);
    expect(one.medianTradeUsd).toBe('455');
    expect(none).toMatchObject({ medianTradeUsd: null, averageTradeUsd: null, netFlowUsd: '0', turnover: '0' });
  });
});

test('two hundred tickers with every figure take a bounded number of statements', async () => {
  const query = `{ tickers(first: 200, tradedOnly: false) { nodes { id stats { ${STATS} adjustedVolumeUsd meanTvlUsd turnover } } } }`;
  await api.ask(query);
  const before = api.statements.length;
  const { tickers } = await data(query);
  expect(tickers.nodes).toHaveLength(3);
  expect(tickers.nodes[0].stats.medianTradeUsd).toBe('226');
  expect(tickers.nodes[2].stats).toMatchObject({ medianTradeUsd: null, meanTvlUsd: null, turnover: null });
  // Origin, sums, medians, and who traded inside and before: none of them once a ticker.
  expect(api.statements.length - before).toBeLessThanOrEqual(7);
});

describe('the scope of a pool or a venue', () => {
  test('a pool: its own trades, and nothing of what passed through', async () => {
    const { totals, pool } = await data(
      `query ($pool: String!) { totals(pool: $pool) { ${STATS} adjustedVolumeUsd turnover }
        pool(id: $pool) { volumeUsd trades fills } }`,
      { pool: POOL.tslaxUsdc },
    );
    expect(totals).toMatchObject({
      volumeUsd: '696',
      adjustedVolumeUsd: '696',
      buyUsd: '470',
      sellUsd: '226',
      netFlowUsd: '244',
      trades: 4,
      fills: 6,
      transactions: 5,
      passthroughs: 1,
      buys: 3,
      sells: 1,
      traders: 3,
      newTraders: 3,
      returningTraders: 0,
      unpricedShare: '0.25',
      averageTradeUsd: '232',
      medianTradeUsd: '226',
    });
    expect(pool).toEqual({ volumeUsd: totals.volumeUsd, trades: totals.trades, fills: totals.fills });
  });

  test('a venue is the sum of its pools, day by day, but for traders', async () => {
    const { daily, totals } = await data(`{
      daily(dex: "raydium-clmm", from: "2025-06-30", to: "2025-07-02") {
        day volumeUsd buyUsd sellUsd trades fills transactions passthroughs traders newTraders returningTraders }
      totals(dex: "raydium-clmm") { volumeUsd trades fills transactions traders } }`);
    expect(daily).toEqual([
      {
        ...{ day: '2025-06-30', volumeUsd: '470', buyUsd: '470', sellUsd: '0', trades: 2, fills: 2 },
        ...{ transactions: 2, passthroughs: 0, traders: 2, newTraders: 2, returningTraders: 0 },
      },
      {
        ...{ day: '2025-07-01', volumeUsd: '681', buyUsd: '455', sellUsd: '226', trades: 2, fills: 4 },
        ...{ transactions: 3, passthroughs: 1, traders: 2, newTraders: 1, returningTraders: 1 },
      },
      {
        ...{ day: '2025-07-02', volumeUsd: '0', buyUsd: '0', sellUsd: '0', trades: 1, fills: 1 },
        ...{ transactions: 1, passthroughs: 0, traders: 1, newTraders: 0, returningTraders: 1 },
      },
    ]);
    expect(totals).toEqual({ volumeUsd: '1151', trades: 5, fills: 7, transactions: 6, traders: 3 });
  });

  test('a ticker on the far side of a stock–stock pool sells where the pool’s first side buys', async () => {
    const { tslax, spyx } = await data(
      `query ($pool: String!) { tslax: totals(asset: "xstocks:TSLAx", pool: $pool) { buys sells buyUsd sellUsd netFlowUsd }
        spyx: totals(asset: "xstocks:SPYx", pool: $pool) { buys sells buyUsd sellUsd netFlowUsd } }`,
      { pool: POOL.stockStock },
    );
    expect(tslax).toEqual({ buys: 0, sells: 1, buyUsd: '0', sellUsd: '455', netFlowUsd: '-455' });
    expect(spyx).toEqual({ buys: 1, sells: 0, buyUsd: '455', sellUsd: '0', netFlowUsd: '455' });
  });

  test('concentration and sessions', async () => {
    const { concentration, sessions } = await data(
      `query ($pool: String!) { concentration(dex: "raydium-clmm") { over parts volumeUsd top1Share }
        sessions(pool: $pool, from: "2025-06-30", to: "2025-07-02") { session trades volumeUsd } }`,
      { pool: POOL.tslaxUsdc },
    );
    expect(concentration).toEqual([
      { over: 'TICKERS', parts: 2, volumeUsd: '1151', top1Share: expect.stringMatching(/^0\.6046/) },
      { over: 'POOLS', parts: 2, volumeUsd: '1151', top1Share: expect.stringMatching(/^0\.6046/) },
      { over: 'TRADERS', parts: 3, volumeUsd: '1151', top1Share: expect.stringMatching(/^0\.3953/) },
    ]);
    // T1 and T2 at 8:00 and 8:30 in New York, T3 at 6:00, T7 at 5:00: all before the market.
    expect(sessions.find(({ session }: { session: string }) => session === 'PRE')).toMatchObject({
      trades: 4,
      volumeUsd: '696',
    });
  });

  test('what does not exist is null, and a series of it zeros', async () => {
    const { totals, daily, retention } = await data(`{ totals(dex: "nowhere") { trades }
      daily(pool: "solana:nothing", from: "2025-07-01", to: "2025-07-01") { day volumeUsd traders }
      retention(dex: "nowhere") { week traders } }`);
    expect(totals).toBeNull();
    expect(daily).toEqual([{ day: '2025-07-01', volumeUsd: '0', traders: 0 }]);
    expect(retention).toEqual([{ week: '2025-06-30', traders: 0 }]);
  });
});

describe('retention', () => {
  test('the first week of the market, over all and in one pool', async () => {
    const { all, pool } = await data(
      `query ($pool: String!) { all: retention { week traders weeks { offset traders share complete } }
        pool: retention(pool: $pool) { week traders weeks { traders } } }`,
      { pool: POOL.tslaxUsdc },
    );
    expect(all).toEqual([
      { week: '2025-06-30', traders: 4, weeks: [{ offset: 0, traders: 4, share: '1', complete: false }] },
    ]);
    expect(pool).toEqual([{ week: '2025-06-30', traders: 3, weeks: [{ traders: 3 }] }]);
  });

  test('bitmaps give what the definition gives, whoever traded when', () => {
    const monday = '2025-06-30';
    const traded = fc.array(
      fc.record({ trader: fc.integer({ min: 0, max: 9 }), day: fc.integer({ min: -20, max: 34 }) }),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(traded, (events) => {
        const days = events.map(({ trader, day }) => ({ trader: String(trader), day: addDays(monday, day) }));
        const expected = cohortsByWeek(days, addDays(monday, 34)).filter(({ week }) => week >= monday);
        const rows = days.filter(({ day }) => day >= monday).map(({ trader, day }) => rowOf(day, Number(trader)));
        const before = new WalletSet();
        before.add(bitmapOf(events.filter(({ day }) => day < 0).map(({ trader }) => trader)));
        const weeks = [0, 7, 14, 21, 28].map((days) => addDays(monday, days));
        const cohorts = countCohorts(rows, before, weeks);
        expect(cohorts.filter(({ traders }) => traders > 0)).toEqual(expected);
      }),
    );
  });
});

const rowOf = (day: string, trader: number) => ({ tokenKey: 1, day, traders: 1, bitmap: bitmapOf([trader]) });

function bitmapOf(keys: number[]): Buffer {
  const bitmap = new RoaringBitmap32(keys);
  try {
    return Buffer.from(bitmap.serialize('portable'));
  } finally {
    bitmap.dispose();
  }
}

test('the launch report is there for any issuer, chain and day; nothing was published of others', async () => {
  for (const [issuer, chain] of [
    ['backed', 'arbitrum'],
    ['xstocks', 'arbitrum'],
    ['backed', 'solana'],
  ]) {
    const { launchReport } = await data(
      `query ($issuer: String, $chain: String) { launchReport(issuer: $issuer, chain: $chain, from: "2025-07-01", days: 2) {
        pools poolsUnder20Trades zeroLiquidityPools
        days { day volumeUsd publishedVolumeUsd publishedTraders publishedNewTraders publishedTrades }
        tickers { asset { id } publishedVolumeUsd buySlippage1k sellSlippage10k }
        reconciliation { published computed } } }`,
      { issuer, chain },
    );
    const { totals } = await data(
      'query ($issuer: String, $chain: String) { totals(issuer: $issuer, chain: $chain, from: "2025-07-01", to: "2025-07-02") { volumeUsd } }',
      { issuer, chain },
    );
    expect(launchReport.days.map(({ day }: { day: string }) => day)).toEqual(['2025-07-01', '2025-07-02']);
    expect(sum(launchReport.days.map(({ volumeUsd }: { volumeUsd: string }) => volumeUsd))).toBe(
      totals?.volumeUsd ?? '0',
    );
    const published = [...launchReport.days, ...launchReport.tickers, ...launchReport.reconciliation].flatMap((row) =>
      Object.entries(row).flatMap(([name, value]) => (name.startsWith('published') ? [value] : [])),
    );
    expect(new Set(published)).toEqual(new Set([null]));
    expect(launchReport.poolsUnder20Trades).toBeLessThanOrEqual(launchReport.pools);
  }
});

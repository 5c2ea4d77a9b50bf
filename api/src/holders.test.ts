import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deriveBalanceMonths } from './testing/derive-balance-months.ts';
import { insertHolders } from './testing/holders-market.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  await insertHolders(api.database.owner);
});
afterAll(() => api.stop());

async function data(query: string) {
  const { body } = await api.ask(query);
  expect(body.errors).toBeUndefined();
  return body.data;
}

const SUPPLY = 'totalShares issuerHeldShares circulatingShares';

describe('holders and supply of a ticker', () => {
  test('every day, by hand: without the issuer, the pool, the incinerator and specks', async () => {
    const { ticker } = await data(
      `{ ticker(id: "xstocks:TSLAx", from: "2025-06-28", to: "2025-07-02") { holders supply { ${SUPPLY} } supplyDaily { day holders ${SUPPLY} } } }`,
    );
    expect(ticker.supplyDaily).toEqual([
      { day: '2025-06-28', holders: 0, totalShares: '0', issuerHeldShares: '0', circulatingShares: '0' },
      // Bob.
      { day: '2025-06-29', holders: 1, totalShares: '1100', issuerHeldShares: '1000', circulatingShares: '100' },
      // Alice and Bob.
      {
        day: '2025-06-30',
        holders: 2,
        totalShares: '1100',
        issuerHeldShares: '599.99999999',
        circulatingShares: '500.00000001',
      },
      // Alice, Bob, Carol, Erin; five were destroyed.
      {
        day: '2025-07-01',
        holders: 4,
        totalShares: '1095',
        issuerHeldShares: '599.99999999',
        circulatingShares: '495.00000001',
      },
      // Alice has left; what is on Solana counts twice now.
      {
        day: '2025-07-02',
        holders: 3,
        totalShares: '2070',
        issuerHeldShares: '1199.99999998',
        circulatingShares: '870.00000002',
      },
    ]);
    const last = ticker.supplyDaily.at(-1);
    expect([ticker.holders, ticker.supply.totalShares]).toEqual([last.holders, last.totalShares]);
  });

  test('token by token, and of one chain', async () => {
    const { ticker, tickers } = await data(
      `{ ticker(id: "xstocks:TSLAx") { tokens { chain holders supply { ${SUPPLY} } } } tickers(chain: "arbitrum", search: "TSLA") { nodes { holders supply { totalShares } } } }`,
    );
    expect(ticker.tokens).toEqual([
      {
        chain: 'arbitrum',
        holders: 2,
        supply: { totalShares: '100', issuerHeldShares: '0', circulatingShares: '100' },
      },
      {
        chain: 'solana',
        holders: 1,
        supply: { totalShares: '1970', issuerHeldShares: '1199.99999998', circulatingShares: '770.00000002' },
      },
    ]);
    expect(tickers.nodes).toEqual([{ holders: 2, supply: { totalShares: '100' } }]);
  });

  test('nothing is known of a ticker that no movement was read of', async () => {
    const { ticker } = await data(`{ ticker(id: "xstocks:SPYx") { holders supply { ${SUPPLY} } } }`);
    expect(ticker).toEqual({
      holders: null,
      supply: { totalShares: null, issuerHeldShares: null, circulatingShares: null },
    });
  });

  test('concentration over holders, in shares, only where one ticker is asked for', async () => {
    const fields = 'over parts volumeUsd shares top1Share hhi';
    const { all, one } = await data(
      `{ all: concentration { ${fields} } one: concentration(asset: "xstocks:TSLAx") { ${fields} } }`,
    );
    expect(all.map(({ over }: { over: string }) => over)).toEqual(['TICKERS', 'POOLS', 'TRADERS']);
    // Carol 285 × 2, Bob 60, Erin 40.
    const holders = one.find(({ over }: { over: string }) => over === 'HOLDERS');
    expect(holders).toMatchObject({ parts: 3, volumeUsd: null, shares: '670' });
    expect(Number(holders.top1Share)).toBeCloseTo(570 / 670, 12);
    expect(Number(holders.hhi)).toBeCloseTo(((570 ** 2 + 60 ** 2 + 40 ** 2) / 670 ** 2) * 10_000, 8);
  });

  test('an issuer’s shares at the price of their last trade', async () => {
    const { issuerSupplies } = await data(
      '{ issuerSupplies(to: "2025-07-01") { issuer { id } tickers tickersKnown totalUsd issuerHeldUsd circulatingUsd primaryOrders } }',
    );
    // Bob paid 900 for 2 on Arbitrum at noon, after all others.
    expect(issuerSupplies).toEqual([
      {
        issuer: { id: 'xstocks' },
        tickers: 1,
        tickersKnown: 1,
        totalUsd: '492750',
        issuerHeldUsd: '269999.9999955',
        circulatingUsd: '222750.0000045',
        primaryOrders: 0,
      },
    ]);
  });
});

describe('a history that does not reach the first mint', () => {
  test.each([
    [
      'begins with something else than a mint',
      "UPDATE transfer SET move = 'transfer', from_key = 1 WHERE block = 10",
      false,
    ],
    ['has a gap', "INSERT INTO coverage VALUES (1, 'rpc', 1002, 1010, '2025-07-03T00:00:00Z')", false],
    [
      'lets an owner give what nobody saw him get',
      'UPDATE balance_hour SET out_units = 10000100000 WHERE owner_key = 35',
      true,
    ],
  ])('%s', async (_, change, supplyKnown) => {
    const fresh = await startTestApi();
    try {
      await insertHolders(fresh.database.owner);
      await fresh.database.owner.query(change);
      await deriveBalanceMonths(fresh.database.owner);
      const { body } = await fresh.ask(
        '{ ticker(id: "xstocks:TSLAx") { holders supply { totalShares } } concentration(asset: "xstocks:TSLAx") { over } }',
      );
      expect(body.data.ticker.holders).toBeNull();
      expect(body.data.ticker.supply.totalShares !== null).toBe(supplyKnown);
      expect(body.data.concentration.map(({ over }: { over: string }) => over)).not.toContain('HOLDERS');
    } finally {
      await fresh.stop();
    }
  });
});

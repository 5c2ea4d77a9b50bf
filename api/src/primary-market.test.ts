import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertHolders, insertPrimaryMarket } from './testing/holders-market.ts';
import { solanaAccount, txId } from './testing/market.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
let volumeBefore: string;

beforeAll(async () => {
  api = await startTestApi();
  await insertHolders(api.database.owner);
  volumeBefore = await volume();
  await insertPrimaryMarket(api.database.owner);
});
afterAll(() => api.stop());

async function data(query: string) {
  const { body } = await api.ask(query);
  expect(body.errors).toBeUndefined();
  return body.data;
}
const volume = async (): Promise<string> =>
  JSON.stringify(await data('{ totals { volumeUsd trades fills transactions } }'));

describe('primary market', () => {
  test('orders of a ticker day by day, chains together, an order without a price counted apart', async () => {
    const { ticker } = await data(
      `{ ticker(id: "xstocks:TSLAx", from: "2025-06-29", to: "2025-07-02") { primaryMarket { day orders mints redemptions
         unpricedOrders mintedUsd redeemedUsd mintedTokens redeemedTokens mintedShares redeemedShares } } }`,
    );
    const nothing = { orders: 0, mints: 0, redemptions: 0, unpricedOrders: 0, mintedUsd: '0', redeemedUsd: '0' };
    const none = { mintedTokens: '0', redeemedTokens: '0', mintedShares: '0', redeemedShares: '0' };
    expect(ticker.primaryMarket).toEqual([
      { day: '2025-06-29', ...nothing, ...none },
      {
        ...nothing,
        ...none,
        day: '2025-06-30',
        orders: 1,
        mints: 1,
        mintedUsd: '900',
        mintedTokens: '2',
        mintedShares: '2',
      },
      {
        ...{ day: '2025-07-01', orders: 2, mints: 1, redemptions: 1, unpricedOrders: 1, mintedUsd: '0' },
        ...{ redeemedUsd: '220', mintedTokens: '1', redeemedTokens: '0.5', mintedShares: '1', redeemedShares: '0.5' },
      },
      // The multiplier has doubled.
      {
        ...nothing,
        ...none,
        day: '2025-07-02',
        orders: 1,
        mints: 1,
        mintedUsd: '450',
        mintedTokens: '1',
        mintedShares: '2',
      },
    ]);
  });

  test('of an issuer tokens do not add up, dollars do; other scopes have none', async () => {
    const fields = 'orders mintedUsd mintedTokens mintedShares';
    const { one, all, backed, solana } = await data(
      `{ one: primaryMarket(issuer: "xstocks", from: "2025-06-30", to: "2025-06-30") { ${fields} }
         all: primaryMarket(from: "2025-07-01", to: "2025-07-01") { orders }
         backed: primaryMarket(issuer: "backed", from: "2025-07-01", to: "2025-07-01") { orders }
         solana: primaryMarket(chain: "solana", from: "2025-07-01", to: "2025-07-01") { orders } }`,
    );
    expect(one).toEqual([{ orders: 1, mintedUsd: '900', mintedTokens: null, mintedShares: null }]);
    expect([all, backed, solana].map(([day]) => day.orders)).toEqual([2, 0, 1]);
  });

  test('an issuer’s orders of a window stand beside what its shares are worth', async () => {
    const { issuerSupplies } = await data(
      '{ issuerSupplies(from: "2025-06-30", to: "2025-07-02") { issuer { id } primaryOrders mintedUsd redeemedUsd } }',
    );
    expect(issuerSupplies).toEqual([
      { issuer: { id: 'xstocks' }, primaryOrders: 4, mintedUsd: '1350', redeemedUsd: '220' },
    ]);
  });

  test('orders are no part of any volume', async () => {
    expect(await volume()).toBe(volumeBefore);
  });
});

test('what the issuer’s powers did, newest first, with the transaction to look it up', async () => {
  const { ticker } = await data(
    '{ ticker(id: "xstocks:TSLAx") { controls(first: 2) { control token { chain } account raw blockTime txId explorerUrl } } }',
  );
  expect(ticker.controls).toEqual([
    {
      ...{ control: 'PAUSE', token: { chain: 'arbitrum' }, account: null, raw: null, txId: txId(5) },
      ...{ blockTime: '2025-07-01T12:00:00Z', explorerUrl: `https://arbiscan.io/tx/${txId(5)}` },
    },
    {
      ...{
        control: 'DELEGATE_TRANSFER',
        token: { chain: 'solana' },
        account: solanaAccount(2),
        raw: '5',
        txId: txId(3),
      },
      ...{ blockTime: '2025-07-01T10:00:00Z', explorerUrl: `https://solscan.io/tx/${txId(3)}` },
    },
  ]);
});

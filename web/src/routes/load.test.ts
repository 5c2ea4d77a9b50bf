import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadEvent } from '../testing/load-event.ts';
import { type MockApi, startMockApi } from '../testing/mock-api.ts';
import { load as loadLayout } from './+layout.server.ts';
import { load as loadOverview } from './+page.server.ts';
import { load as loadData } from './data/+page.server.ts';
import { load as loadLaunch } from './launch/+page.server.ts';
import { load as loadPool } from './pool/[id]/+page.server.ts';
import { load as loadPools } from './pools/+page.server.ts';
import { load as loadTicker } from './ticker/[id]/+page.server.ts';

type Loaded<Load extends (event: never) => unknown> = Exclude<Awaited<ReturnType<Load>>, void>;

let api: MockApi;
let shell: Loaded<typeof loadLayout>;

beforeAll(async () => {
  api = await startMockApi();
  shell = (await loadLayout(loadEvent(api.url, '/', {}))) as Loaded<typeof loadLayout>;
});
afterAll(() => api.close());

async function load<Load extends (event: never) => unknown>(page: Load, address: string, params = {}) {
  return (await page(loadEvent(api.url, address, shell, params))) as Loaded<Load>;
}

test('the layout has the status and the dictionary in the language of the page', () => {
  expect(shell.status?.simulated).toBe(true);
  expect(shell.metrics.volume).toMatchObject({ id: 'volume', label: 'Volume' });
});

describe('overview', () => {
  test('sorts by the column of the address and searches by its words', async () => {
    const sorted = await load(loadOverview, '/?sort=trades');
    const trades = sorted.tickers.map((ticker) => ticker.trades);
    expect(trades).toEqual(trades.toSorted((a, b) => a - b));
    const found = await load(loadOverview, '/?q=nvidia');
    expect(found.tickers.map(({ symbol }) => symbol)).toEqual(['NVDAx']);
  });

  test('a window of one day has one day', async () => {
    const { daily, window } = await load(loadOverview, '/?window=1d');
    expect(daily.map(({ day }) => day)).toEqual(['2025-07-06']);
    expect(window.preset).toBe('1d');
  });

  test('an unknown slippage sorts last both ways', async () => {
    for (const sort of ['slippage10k', '-slippage10k']) {
      const { tickers } = await load(loadOverview, `/?sort=${sort}`);
      expect(tickers.at(-1)?.slippage10k.share).toBeNull();
      expect(tickers[0]?.slippage10k.share).not.toBeNull();
    }
  });
});

test('a ticker comes with its pools and fills; an unknown one is not found', async () => {
  const { ticker, fills } = await load(loadTicker, '/ticker/xstocks:TSLAx', { id: 'xstocks:TSLAx' });
  expect(ticker.symbol).toBe('TSLAx');
  expect(fills.nodes).toHaveLength(25);
  await expect(load(loadTicker, '/ticker/nobody', { id: 'nobody' })).rejects.toMatchObject({ status: 404 });
});

test('the dead-pool list has only pools without liquidity', async () => {
  const { pools, poolCount } = await load(loadPools, '/pools?state=zero-liquidity');
  expect(poolCount).toBeGreaterThan(0);
  expect(new Set(pools.map(({ state }) => state))).toEqual(new Set(['ZERO_LIQUIDITY']));
});

test('a pool comes with its hourly history; its window is cut to what the API gives at once', async () => {
  const { pools } = await load(loadPools, '/pools');
  const id = pools[0]?.id ?? '';
  const { history } = await load(loadPool, `/pool/${id}`, { id });
  expect(history).toHaveLength(7 * 24);
  const year = await load(loadPool, `/pool/${id}?from=2024-07-06`, { id });
  expect(year.window.from).toBe('2024-07-06');
  await expect(load(loadPool, '/pool/x', { id: 'x' })).rejects.toMatchObject({ status: 404 });
});

test('the launch report begins with the day that has published tickers, and follows ?day=', async () => {
  expect((await load(loadLaunch, '/launch')).day).toBe('2025-07-01');
  const { day, tickers } = await load(loadLaunch, '/launch?day=2025-07-03');
  expect(day).toBe('2025-07-03');
  expect(new Set(tickers.map((row) => row.day))).toEqual(new Set(['2025-07-03']));
});

test('the data page names the end point under its own address', async () => {
  const { endpoint, files } = await load(loadData, '/data');
  expect(endpoint).toBe('http://localhost/graphql');
  expect(files[0]).toMatchObject({ day: '2025-07-06', simulated: true });
});

test('without an API the frame stays and the page says what is wrong', async () => {
  const closed = 'http://127.0.0.1:1/graphql';
  const frame = (await loadLayout(loadEvent(closed, '/', {}))) as Loaded<typeof loadLayout>;
  expect(frame.status).toBeNull();
  await expect(Promise.resolve(loadOverview(loadEvent(closed, '/', frame)))).rejects.toMatchObject({
    name: 'ApiError',
    kind: 'unreachable',
  });
});

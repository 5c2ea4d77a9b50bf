import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadEvent } from '../testing/load-event.ts';
import { type MockApi, startMockApi } from '../testing/mock-api.ts';
import { load as loadLayout } from './+layout.server.ts';
import { load as loadOverview } from './+page.server.ts';
import type { LayoutServerData, PageServerData as Overview } from './$types';
import { load as loadData } from './data/+page.server.ts';
import type { PageServerData as DataPage } from './data/$types';
import { load as loadIssuers } from './issuers/+page.server.ts';
import type { PageServerData as Issuers } from './issuers/$types';
import { load as loadLaunch } from './launch/+page.server.ts';
import type { PageServerData as Launch } from './launch/$types';
import { load as loadPool } from './pool/[id]/+page.server.ts';
import type { PageServerData as Pool } from './pool/[id]/$types';
import { load as loadPools } from './pools/+page.server.ts';
import type { PageServerData as Pools } from './pools/$types';
import { load as loadShare } from './share/+page.server.ts';
import type { PageServerData as Share } from './share/$types';
import { load as loadTicker } from './ticker/[id]/+page.server.ts';
import type { PageServerData as Ticker } from './ticker/[id]/$types';

let api: MockApi;
let shell: LayoutServerData;

beforeAll(async () => {
  api = await startMockApi();
  shell = (await loadLayout(loadEvent(api.url, '/', {}))) as LayoutServerData;
});
afterAll(() => api.close());

async function load<Data>(page: (event: never) => unknown, address: string, params = {}): Promise<Data> {
  return (await page(loadEvent(api.url, address, shell, params))) as Data;
}

test('the layout has the status and the dictionary in the language of the page', () => {
  expect(shell.status?.simulated).toBe(true);
  expect(shell.metrics.volume).toMatchObject({ id: 'volume', label: 'Volume' });
});

describe('overview', () => {
  test('sorts by the column of the address and searches by its words', async () => {
    const sorted = await load<Overview>(loadOverview, '/?sort=trades');
    const trades = sorted.tickers.map((ticker) => ticker.trades);
    expect(trades).toEqual(trades.toSorted((a, b) => a - b));
    const found = await load<Overview>(loadOverview, '/?q=nvidia');
    expect(found.tickers.map(({ symbol }) => symbol)).toEqual(['NVDAx']);
  });

  test('a window of one day has one day', async () => {
    const { daily, window } = await load<Overview>(loadOverview, '/?window=1d');
    expect(daily.map(({ day }) => day)).toEqual(['2025-07-06']);
    expect(window.preset).toBe('1d');
  });

  test('adjusted volume, concentration and sessions follow the window', async () => {
    const { totals, concentration, sessions } = await load<Overview>(loadOverview, '/?window=1d');
    expect(Number(totals?.adjustedVolumeUsd)).toBeLessThan(Number(totals?.volumeUsd));
    expect(concentration.map(({ over }) => over)).toEqual(['TICKERS', 'POOLS', 'TRADERS']);
    const volume = sessions.reduce((total, session) => total + Number(session.volumeUsd), 0);
    expect(volume).toBeCloseTo(Number(totals?.volumeUsd), 0);
    const adjusted = sessions.reduce((total, session) => total + Number(session.adjustedVolumeUsd), 0);
    expect(adjusted).toBeCloseTo(Number(totals?.adjustedVolumeUsd), 0);
  });

  test('an unknown slippage sorts last both ways', async () => {
    for (const sort of ['slippage10k', '-slippage10k']) {
      const { tickers } = await load<Overview>(loadOverview, `/?sort=${sort}`);
      expect(tickers.at(-1)?.slippage10k.share).toBeNull();
      expect(tickers[0]?.slippage10k.share).not.toBeNull();
    }
  });
});

test('a ticker comes with its pools and fills; an unknown one is not found', async () => {
  const { ticker, fills } = await load<Ticker>(loadTicker, '/ticker/xstocks:TSLAx', { id: 'xstocks:TSLAx' });
  expect(ticker.symbol).toBe('TSLAx');
  expect(fills.nodes).toHaveLength(25);
  await expect(load<Ticker>(loadTicker, '/ticker/nobody', { id: 'nobody' })).rejects.toMatchObject({ status: 404 });
  await expect(load<Ticker>(loadTicker, '/ticker/TSLAx?lang=en', { id: 'TSLAx' })).rejects.toMatchObject({
    status: 307,
    location: '/ticker/xstocks:TSLAx?lang=en',
  });
});

test('the dead-pool list has only pools without liquidity', async () => {
  const { pools, poolCount } = await load<Pools>(loadPools, '/pools?state=zero-liquidity');
  expect(poolCount).toBeGreaterThan(0);
  expect(new Set(pools.map(({ state }) => state))).toEqual(new Set(['ZERO_LIQUIDITY']));
});

test('a pool comes with its hourly history; its window stays inside the indexed days', async () => {
  const { pools } = await load<Pools>(loadPools, '/pools');
  const id = pools[0]?.id ?? '';
  const { history } = await load<Pool>(loadPool, `/pool/${id}`, { id });
  expect(history).toHaveLength(7 * 24);
  const year = await load<Pool>(loadPool, `/pool/${id}?from=2024-07-06`, { id });
  expect(year.window.from).toBe('2025-06-30');
  await expect(load<Pool>(loadPool, '/pool/x', { id: 'x' })).rejects.toMatchObject({ status: 404 });
});

test('a pool at a past second has that second’s curve; what cannot be asked is not', async () => {
  const { pools } = await load<Pools>(loadPools, '/pools');
  const id = pools[0]?.id ?? '';
  const at = (query: string) => load<Pool>(loadPool, `/pool/${id}${query}`, { id });
  expect((await at('?at=2025-07-02T10:11:12')).pastLiquidity?.at).toBe('2025-07-02T10:11:12Z');
  expect((await at('?at=2025-06-30T00:00')).pastLiquidity).toBeNull();
  for (const [query, kind] of Object.entries({
    '': 'none',
    '?at=soon': 'unreadable',
    '?at=2030-01-01T00:00': 'outside',
  })) {
    expect(await at(query)).toMatchObject({ past: { kind }, pastLiquidity: null });
  }
});

test('issuers are measured where the index has something of them, and described either way', async () => {
  const { rows, sources } = await load<Issuers>(loadIssuers, '/issuers');
  expect(rows.filter(({ measured }) => measured).map(({ id }) => id)).toEqual(['xstocks']);
  const [xstocks, mirror] = ['xstocks', 'mirror'].map((id) => rows.find((row) => row.id === id));
  expect(xstocks?.measured).toMatchObject({ tickers: 16, pools: 28 });
  expect(Number(xstocks?.measured?.deadShare)).toBeCloseTo(6 / 28);
  expect(mirror).toMatchObject({ status: 'historical', measured: null });
  const [backing] = mirror?.statements.backing ?? [];
  expect(backing?.text).toContain('Synthetic');
  expect(sources[(backing?.source ?? 0) - 1]).toContain('TechFlow');
});

test('the launch report begins with the day that has published tickers, and follows ?day=', async () => {
  expect((await load<Launch>(loadLaunch, '/launch')).day).toBe('2025-07-01');
  const { day, tickers } = await load<Launch>(loadLaunch, '/launch?day=2025-07-03');
  expect(day).toBe('2025-07-03');
  expect(new Set(tickers.map((row) => row.day))).toEqual(new Set(['2025-07-03']));
});

test('the data page names the end point under its own address', async () => {
  const { endpoint, files } = await load<DataPage>(loadData, '/data');
  expect(endpoint).toBe('http://localhost/graphql');
  expect(files[0]).toMatchObject({ day: '2025-07-06', simulated: true });
});

test('without an API the frame stays and the page says what is wrong', async () => {
  const closed = 'http://127.0.0.1:1/graphql';
  const frame = (await loadLayout(loadEvent(closed, '/', {}))) as LayoutServerData;
  expect(frame.status).toBeNull();
  await expect(Promise.resolve(loadOverview(loadEvent(closed, '/', frame)))).rejects.toMatchObject({
    name: 'ApiError',
    kind: 'unreachable',
  });
});

test('a ticker brings what was measured of it, at the chosen δ and size, and its past when asked for', async () => {
  const address = '/ticker/xstocks:TSLAx?delta=0.05&size=1000';
  const now = await load<Ticker>(loadTicker, address, { id: 'xstocks:TSLAx' });
  expect(now.choice).toEqual({ delta: '0.05', sizeUsd: 1_000 });
  expect(now.quality?.effectiveSpread).toBe('0.0064');
  expect(now.real?.ticker?.againstReference?.hours).toHaveLength(168);
  expect(now.history?.points.at(-1)?.slippage.map(({ sizeUsd }) => sizeUsd)).toEqual([1_000]);
  expect([now.past.kind, now.pastLiquidity]).toEqual(['none', null]);
  const then = await load<Ticker>(loadTicker, `${address}&at=2025-07-01T14:30:05`, { id: 'xstocks:TSLAx' });
  expect(then.past).toEqual({ kind: 'instant', at: '2025-07-01T14:30:05Z' });
  expect(then.pastLiquidity?.ticker?.liquidity?.combined.bestPoolDepth).toHaveLength(6);
});

test('the scoreboard has the tickers whose share has an oracle', async () => {
  const { rows, tooMuch } = await load<Share>(loadShare, '/share');
  expect(tooMuch).toBe(false);
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.map(({ underlying }) => underlying)).not.toContain('SPY');
});

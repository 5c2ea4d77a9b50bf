import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type BuiltSite, startBuiltSite } from './built-site.ts';
import { EXPORT_PATH, type MockApi, startMockApi } from './mock-api.ts';
import { HOSTILE, pools } from './mock-market.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const [livePool, deadPool, unknownPool] = [
  pools[0],
  pools.find(({ state }) => state === 'ZERO_LIQUIDITY'),
  pools.find(({ curveKnown }) => !curveKnown),
].map((pool) => `/pool/solana:${pool?.address}`);
const PAGES = [
  '/',
  '/ticker/xstocks:TSLAx',
  '/ticker/xstocks:TSLAx?at=2025-07-02T10:11:12&delta=0.1&size=1000',
  '/ticker/xstocks:hostile',
  '/pools',
  '/pools?state=zero-liquidity',
  livePool!,
  deadPool!,
  unknownPool!,
  `${livePool}?at=2025-07-02T10:11:12`,
  '/share',
  '/issuers',
  '/launch',
  '/launch?issuer=coinbase&chain=base&start=2025-07-02&days=3',
  '/?definition=dune',
  '/impostors',
  '/status',
  '/methodology',
  '/data',
];

/** Pages with the markup of another one, only with other names or fewer rows; axe has seen it there. */
const SEEN = new Set([
  '/?definition=dune',
  '/launch?issuer=coinbase&chain=base&start=2025-07-02&days=3',
  '/ticker/xstocks:hostile',
  '/pools?state=zero-liquidity',
  deadPool!,
]);

let api: MockApi;
let site: BuiltSite;
let browser: Browser;

beforeAll(async () => {
  api = await startMockApi();
  [site, browser] = await Promise.all([startBuiltSite(api.url), launchBrowser()]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), site?.close(), api?.close()]);
});

interface Opened {
  page: Page;
  /** Console errors, uncaught exceptions and requests that left the site. */
  complaints: string[];
  close(): Promise<void>;
}

async function open(address: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Opened> {
  // The CSP stays in force for the page; only axe is let in, through the test's own channel.
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url) && !request.url().startsWith('data:')) complaints.push(request.url());
  });
  await page.goto(site.url + address);
  // Every chart drawn by the browser means that the page has come to life.
  await page.waitForSelector('.plot .still', { state: 'detached' });
  return { page, complaints, close: () => context.close() };
}

async function seriousViolations(page: Page): Promise<string[]> {
  const found = (await page.evaluate(`(() => {
    const module = { exports: {} };
    ${axe}
    return (module.exports.run ? module.exports : window.axe)
      // Rows after the third have the markup of the first three, and would take most of the time.
      .run({ include: document, exclude: 'tbody tr:nth-child(n+4)' }, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] });
  })()`)) as { violations: { id: string; impact: string; nodes: { html: string }[] }[] };
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Links to a part of the page that is not there, and headings that skip a level. */
async function brokenOutline(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const links = [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href').slice(1));
    const lost = links.filter((id) => document.getElementById(id) === null);
    const headings = [...document.querySelectorAll('h1, h2, h3, h4')];
    const level = (heading) => Number(heading.tagName[1]);
    const skipping = headings.filter((heading, i) => level(heading) > (i === 0 ? 0 : level(headings[i - 1])) + 1);
    return [...lost, ...skipping.map((heading) => heading.outerHTML)];
  })()`)) as string[];
}

describe.each(PAGES)('%s', (address) => {
  test('renders in dark Chinese, wide and narrow: no error, the notice, nothing axe calls serious', async () => {
    const query = address.includes('?') ? '&' : '?';
    const { page, complaints, close } = await open(`${address}${query}lang=zh-Hant&theme=dark`);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.getByTestId('simulated').textContent()).toContain('模擬');
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh-Hant');
    expect(await brokenOutline(page)).toEqual([]);
    if (!SEEN.has(address)) expect(await seriousViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(complaints).toEqual([]);
    await close();
  });

  test('fits 390 px without scrolling sideways, in light English, without serious violations', async () => {
    const { page, complaints, close } = await open(address, { viewport: { width: 390, height: 844 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(await page.getByTestId('simulated').textContent()).toContain('simulated, calibrated to published figures');
    if (!SEEN.has(address)) expect(await seriousViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});

test('charts and their tables are in the page without scripts', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.url);
  expect(await page.locator('figure svg').count()).toBe(4);
  await page.getByText('Show as table').first().click();
  expect(await page.locator('figure table').first().isVisible()).toBe(true);
  await context.close();
});

test('the language follows Accept-Language, then the switch, then the cookie', async () => {
  const { page, close } = await open('/', { locale: 'zh-CN' });
  const lang = () => page.evaluate('document.documentElement.lang');
  expect(await lang()).toBe('zh-Hans');
  await page.getByRole('link', { name: 'English' }).click();
  await page.waitForURL(/lang=en/);
  await page.getByRole('heading', { level: 1, name: 'How liquid' }).waitFor();
  expect(await lang()).toBe('en');
  await page.goto(`${site.url}/status`);
  expect(await lang()).toBe('en');
  await close();
});

test('the theme switch changes colours without leaving the page', async () => {
  const { page, close } = await open('/status', { colorScheme: 'light' });
  const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const light = await ground();
  await page.getByRole('link', { name: 'Dark' }).click();
  await page.waitForURL(/theme=dark/);
  await expect.poll(ground).not.toBe(light);
  await close();
});

test('sorting and searching live in the address', async () => {
  const { page, complaints, close } = await open('/?sort=symbol');
  const tickers = page.getByRole('region', { name: 'Tickers', exact: true });
  const first = tickers.locator('tbody th[scope=row] strong').first();
  expect(await page.locator('th[aria-sort=ascending]').textContent()).toContain('Ticker');
  await page.getByRole('link', { name: 'Traders', exact: false }).first().click();
  await page.waitForURL(/sort=-traders/);
  await expect.poll(() => first.textContent()).toBe('TSLAx');
  await page.getByRole('searchbox').fill('coca');
  await page.waitForURL(/q=coca/);
  await expect.poll(() => first.textContent()).toBe('KOx');
  expect(new URL(page.url()).searchParams.get('sort')).toBe('-traders');
  expect(complaints).toEqual([]);
  await close();
});

test('a search without a match says so', async () => {
  const { page, close } = await open('/?q=zzzz');
  expect(await page.getByText('Nothing matches.').isVisible()).toBe(true);
  await close();
});

test('more fills are appended in place', async () => {
  const { page, complaints, close } = await open('/ticker/xstocks:TSLAx');
  const rows = page.getByRole('region', { name: 'Fills, newest first' }).locator('tbody tr');
  expect(await rows.count()).toBe(25);
  await page.getByRole('link', { name: 'Load more' }).click();
  await expect.poll(() => rows.count()).toBe(50);
  expect(complaints).toEqual([]);
  await close();
});

test('a hostile name is text everywhere: table, chart, title, meta, links', async () => {
  for (const address of ['/?q=onerror', '/ticker/xstocks:hostile', '/launch', '/impostors']) {
    const { page, complaints, close } = await open(address);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
    expect(await page.locator('body').textContent()).toContain(HOSTILE.symbol);
    expect(await page.content()).not.toContain('\u202e');
    expect(complaints).toEqual([]);
    await close();
  }
});

test('a pool shows its evidence, and its liquidity at the second that is chosen', async () => {
  const { page, complaints, close } = await open(livePool!);
  expect(
    await page.getByRole('region', { name: 'Wallets that buy and sell in balance (W1)' }).locator('tbody tr').count(),
  ).toBe(3);
  await page.getByLabel('Time (UTC)').fill('2025-07-02T10:11:12');
  await page.locator('#past').getByRole('button', { name: 'Show', exact: true }).click();
  await page.waitForURL(/at=2025-07-02T10(:|%3A)11/);
  await page.getByText('Depth and slippage at Jul 2, 2025, 10:11:12 UTC.').waitFor();
  await page.getByRole('link', { name: 'Back to now' }).click();
  await page.waitForURL((address) => !address.searchParams.has('at'));
  expect(complaints).toEqual([]);
  await close();
});

test('a pool whose curve is not known says so once, without empty charts, and so does its ticker', async () => {
  const { page, complaints, close } = await open(unknownPool!);
  expect(await page.getByText('Depth and slippage are not known').count()).toBe(1);
  expect(await page.locator('#history, #past, a[href="#history"], a[href="#past"]').count()).toBe(0);
  expect(await page.getByText('could the pool fill').count()).toBe(0);
  await page.goto(`${site.url}/?q=LINx`);
  const row = page.getByRole('region', { name: 'Tickers', exact: true }).locator('tbody tr');
  expect(await row.getByText('unknown').count()).toBe(2);
  expect(await row.getByText('cannot fill').count()).toBe(0);
  expect(complaints).toEqual([]);
  await close();
});

test('a pool that never held anything says so in place of charts of nothing, and has no search to change', async () => {
  const { page, close } = await open(deadPool!);
  expect(await page.locator('#history').textContent()).toContain('did the pool hold any liquidity');
  expect(await page.locator('#history figure').count()).toBe(0);
  expect(await page.getByText('No fill in this window.').count()).toBeGreaterThan(0);
  expect(await page.getByText('Try another search').count()).toBe(0);
  await close();
});

test('slippage by size stands once on the page of a pool', async () => {
  const { page, close } = await open(livePool!);
  const tables = page.locator('#liquidity table', { has: page.locator('caption', { hasText: 'Slippage by size' }) });
  expect(await tables.count()).toBe(1);
  expect(await tables.locator('tbody tr').count()).toBe(5);
  await close();
});

test('the launch report tells a fee that is not known, a curve that is not known and a size that no pool fills apart', async () => {
  const { page, close } = await open('/launch');
  const cells = (ticker: string) =>
    page
      .getByRole('row', { name: new RegExp(`^${ticker} `) })
      .locator('td')
      .allTextContents();
  const slippage1k = async (ticker: string) => (await cells(ticker)).slice(-4, -2);
  expect(await slippage1k('HOODx')).toEqual([
    expect.stringMatching(/^fee not known\s*impact \d/),
    expect.stringMatching(/^fee not known\s*impact \d/),
  ]);
  expect(await slippage1k('LINx')).toEqual(['unknown', 'unknown']);
  expect(await slippage1k('GMEx')).toEqual(['cannot fill', 'cannot fill']);
  await close();
});

test('pools are filtered by chain, dead ones are named so, and concentration shows what is left of the volume', async () => {
  const { page, close } = await open('/pools?state=zero-liquidity');
  await page.getByRole('heading', { level: 1, name: 'Dead pools' }).waitFor();
  await page.getByRole('link', { name: 'Robinhood Chain' }).click();
  await page.waitForURL(/state=zero-liquidity.*chain=robinhood/);
  await page.getByText('Nothing matches.').waitFor();
  await page.goto(site.url);
  const volumes = page.getByRole('region', { name: 'Concentration of volume' }).locator('tbody td:nth-child(2)');
  const [raw, adjusted] = (await volumes.first().locator('[title]').allTextContents()).map((text) => text.trim());
  expect(raw).toMatch(/^\$\d/);
  expect(adjusted).toMatch(/^\$\d/);
  expect(adjusted).not.toBe(raw);
  await close();
});

test('the counting rule lives in the address; chart and bridge follow it', async () => {
  const { page, complaints, close } = await open('/');
  await page.getByRole('link', { name: 'Dune', exact: true }).first().click();
  await page.waitForURL(/definition=dune/);
  await page.getByRole('heading', { name: 'From Dune to Tokentape' }).waitFor();
  expect(await page.getByText('Counted by the rule of Dune.').isVisible()).toBe(true);
  await page.getByRole('link', { name: 'Tokentape', exact: true }).last().click();
  await page.waitForURL((address) => !address.searchParams.has('definition'));
  await page.getByRole('heading', { name: 'From Fills to Tokentape' }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('the launch report of any issuer, chain and day, and the same as a file', async () => {
  const { page, complaints, close } = await open('/launch');
  await page.locator('select[name=issuer]').selectOption('coinbase');
  await page.locator('select[name=chain]').selectOption('base');
  await page.getByLabel('First day').fill('2025-07-02');
  await page.getByLabel('Days', { exact: true }).fill('3');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL(/issuer=coinbase&chain=base&start=2025-07-02&days=3/);
  await page.getByRole('heading', { level: 1, name: 'Launch report: Coinbase' }).waitFor();
  const href = await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href');
  const file = await fetch(site.url + href);
  expect(file.headers.get('content-disposition')).toContain('launch-report.coinbase.base.2025-07-02.3d.simulated.csv');
  const [head, first] = (await file.text()).split('\n');
  expect(head).toMatch(/^section,day,ticker,volume_usd,adjusted_volume_usd,published_volume_usd,/);
  expect(first).toContain('"simulated, calibrated to published figures"');
  expect(complaints).toEqual([]);
  await close();
});

test('a tooltip explains a metric to keyboard and pointer', async () => {
  const { page, complaints, close } = await open('/');
  await page.getByRole('button', { name: 'What “Volume” means' }).first().press('Enter');
  expect(await page.locator(':popover-open').textContent()).toContain('one side only');
  expect(complaints).toEqual([]);
  await close();
});

test('what does not exist is a 404 in the frame, and an API that is down is a 503 that says so', async () => {
  const missing = {
    '/no-such-page': 'Not found',
    '/ticker/nobody': 'No such ticker',
    '/pool/solana:nothing': 'No such pool',
  };
  for (const [address, title] of Object.entries(missing)) {
    const response = await fetch(site.url + address);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(title);
  }
  const alone = await startBuiltSite('http://127.0.0.1:1/graphql');
  const response = await fetch(alone.url);
  const body = await response.text();
  await alone.close();
  expect(response.status).toBe(503);
  expect(body).toContain('The data service does not answer');
  expect(body).not.toContain('127.0.0.1:1');
});

test('an unknown ticker leads to a search for it, and days that are not indexed to those that are', async () => {
  const unknown = await open('/ticker/xstocks:COX');
  await unknown.page.getByRole('link', { name: 'Search the tickers for “COX”' }).click();
  await unknown.page.waitForURL(/\/\?q=COX.*#tickers$/);
  await unknown.close();
  const { page, close } = await open('/pools?from=2020-01-01&to=2020-01-05');
  expect(await page.getByText('This index holds the days from').isVisible()).toBe(true);
  await page.getByRole('link', { name: 'This page without parameters' }).click();
  await page.getByRole('heading', { level: 1, name: 'Pools' }).waitFor();
  await close();
});

test('files and the API are reached under the address of the dashboard, and nothing else of the API is', async () => {
  const file = await fetch(site.url + EXPORT_PATH);
  expect([file.status, await file.text()]).toEqual([200, 'csv']);
  for (const path of ['/exports/..%2f..%2fgraphql/x', '/exports/2025-07-06/..%2f..%2fgraphql', '/exports/x/y']) {
    expect((await fetch(site.url + path)).status).toBe(404);
  }
  const answer = await fetch(`${site.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
    body: JSON.stringify({ query: '{ status { simulated } }' }),
  });
  expect(await answer.json()).toEqual({ data: { status: { simulated: true } } });
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
});

test('every answer has the headers of a public site', async () => {
  const { headers } = await fetch(site.url);
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(headers.get('content-security-policy')).not.toMatch(/https?:|\*|script-src[^;]*unsafe/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-powered-by')).toBeNull();
});

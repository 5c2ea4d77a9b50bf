// Pictures of every page, to look at: node src/testing/screenshots.ts URL FOLDER [path-part]
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';

const [base = 'http://127.0.0.1:3000', folder = 'screenshots', only = ''] = process.argv.slice(2);

const VIEWS = [
  { name: 'wide-light', width: 1440, query: 'lang=en&theme=light' },
  { name: 'wide-dark', width: 1440, query: 'lang=zh-Hant&theme=dark' },
  { name: 'narrow-light', width: 390, query: 'lang=zh-Hant&theme=light' },
  { name: 'narrow-dark', width: 390, query: 'lang=en&theme=dark' },
  { name: 'wide-hans', width: 1440, query: 'lang=zh-Hans&theme=light' },
];

/** The pages, with one ticker and one pool that the site itself links to first. */
async function pages(browser: Browser): Promise<Record<string, string>> {
  const page = await browser.newPage();
  const first = async (path: string, prefix: string) => {
    await page.goto(new URL(path, base).href);
    const href = await page.locator(`a[href^="${prefix}"]`).first().getAttribute('href');
    return href?.split('?')[0] ?? path;
  };
  const pool = await first('/pools', '/pool/');
  await page.goto(new URL(pool, base).href);
  const latest = await page.locator('input[name=at]').getAttribute('max');
  const found = {
    overview: '/',
    ticker: await first('/', '/ticker/'),
    pools: '/pools',
    dead: '/pools?state=zero-liquidity',
    pool,
    past: `${pool}?at=${latest}`,
    share: '/share',
    issuers: '/issuers',
    launch: '/launch',
    'launch-other': '/launch?issuer=coinbase&chain=base&start=2025-06-30&days=7&definition=transactions',
    definition: '/?definition=fills',
    impostors: '/impostors',
    status: '/status',
    methodology: '/methodology',
    data: '/data',
    missing: '/no-such-page',
    'unknown-ticker': '/ticker/nobody',
    'not-indexed': '/pools?from=2020-01-01&to=2020-01-02',
  };
  await page.close();
  return found;
}

const browser = await launchBrowser();
try {
  await mkdir(folder, { recursive: true });
  for (const [name, path] of Object.entries(await pages(browser))) {
    if (!name.includes(only)) continue;
    for (const view of VIEWS) {
      const page = await browser.newPage({ viewport: { width: view.width, height: 900 } });
      await page.goto(`${base}${path}${path.includes('?') ? '&' : '?'}${view.query}`, { waitUntil: 'networkidle' });
      await page.screenshot({ path: join(folder, `${name}-${view.name}.png`), fullPage: true });
      await page.close();
    }
    console.log(name);
  }
} finally {
  await browser.close();
}

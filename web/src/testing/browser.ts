import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** A headless Chromium that comes with its npm package; nothing needs to be installed. */
export async function launchBrowser(): Promise<Browser> {
  // The package's own arguments are for cloud functions: one process, no web security. Tests want a real browser.
  return playwright.launch({ args: ['--no-sandbox'], executablePath: await chromium.executablePath() });
}

import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** A headless Chromium that comes with its npm package; nothing needs to be installed. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({ args: chromium.args, executablePath: await chromium.executablePath() });
}

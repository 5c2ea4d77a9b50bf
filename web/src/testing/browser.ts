import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** A headless Chromium that comes with its npm package; nothing needs to be installed. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath();
  if (process.platform === 'linux') await bringLibraries();
  // The package's own arguments are for cloud functions: one process, no web security. Tests want a real browser.
  return playwright.launch({ args: ['--no-sandbox'], executablePath });
}

/** The package also carries what a bare system lacks, shared libraries and a font, but uses them in cloud functions only. */
async function bringLibraries(): Promise<void> {
  await inflate(join(import.meta.dirname, '../../node_modules/@sparticuz/chromium/bin/al2023.tar.br'));
  process.env.LD_LIBRARY_PATH = join(tmpdir(), 'al2023/lib');
  if (!existsSync('/etc/fonts')) process.env.FONTCONFIG_PATH = join(tmpdir(), 'fonts');
}

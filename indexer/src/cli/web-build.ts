import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CodedError } from '@tokentape/core/coded-error.ts';
import { plainEnv, ROOT } from '../env.ts';

const SERVER = resolve(ROOT, 'web/build/index.js');
const SOURCES = ['web/src', 'web/static', 'core/src', 'web/package.json', 'web/vite.config.ts'];

/**
 * Builds the dashboard when its sources are newer than the last build.
 * @throws CodedError `WEB_BUILD_FAILED` with the last lines of the build.
 */
export async function ensureWebBuilt(): Promise<void> {
  const built = existsSync(SERVER) ? (await stat(SERVER)).mtimeMs : 0;
  const newest = Math.max(...(await Promise.all(SOURCES.map((path) => newestChange(resolve(ROOT, path))))));
  if (built < newest) await build();
}

async function newestChange(path: string): Promise<number> {
  if (!existsSync(path)) return 0;
  const info = await stat(path);
  if (!info.isDirectory()) return info.mtimeMs;
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const times = entries.filter((entry) => entry.isFile()).map((entry) => stat(resolve(entry.parentPath, entry.name)));
  return Math.max(0, ...(await Promise.all(times)).map(({ mtimeMs }) => mtimeMs));
}

async function build(): Promise<void> {
  const vite = resolve(ROOT, 'web/node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build'], { cwd: resolve(ROOT, 'web'), env: plainEnv() });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise((done) => child.once('close', done));
  if (code === 0) return;
  const tail = output.trim().split('\n').slice(-12).join('\n');
  throw new CodedError('WEB_BUILD_FAILED', `The dashboard could not be built:\n${tail}`);
}

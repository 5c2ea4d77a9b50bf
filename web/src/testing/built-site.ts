import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SERVER = `${ROOT}build/index.js`;

function isFresh(): boolean {
  const built = statSync(SERVER, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = globSync(['src/**/*', 'static/*', 'vite.config.ts', 'package.json', '../core/src/**/*'], {
    cwd: ROOT,
  });
  return sources.every((file) => statSync(ROOT + file).mtimeMs <= built || file.includes('/testing/'));
}

async function run(script: string, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${errors}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

export interface BuiltSite {
  url: string;
  close(): Promise<void>;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Builds the site when its source is newer than the build, and serves it as `start` does, against the API at `apiUrl`. */
export async function startBuiltSite(apiUrl: string): Promise<BuiltSite> {
  if (!isFresh()) await run('node_modules/vite/bin/vite.js', 'build');
  const port = await freePort();
  const child = spawn(process.execPath, [SERVER], {
    cwd: ROOT,
    env: { NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), API_URL: apiUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of child.stdout) if (String(line).includes('Listening')) break;
  if (child.exitCode !== null) throw new Error(`The built site ended with ${child.exitCode}.`);
  return { url: `http://127.0.0.1:${port}`, close: () => stop(child) };
}

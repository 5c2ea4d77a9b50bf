import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(resolve(tmpdir(), 'tokentape-supply-'));
const OLD = '2024-01-01T00:00:00.000Z';

interface Published {
  manifest: Record<string, unknown>;
  time: string;
}

/** Four packages of a registry of our own: a harmless one, and one for each thing that must not get in. */
const published: Record<string, Published> = {
  harmless: { manifest: {}, time: OLD },
  fresh: { manifest: {}, time: new Date().toISOString() },
  scripted: { manifest: { scripts: { postinstall: 'node -e "1"' } }, time: OLD },
  exotic: { manifest: { dependencies: { other: 'https://127.0.0.1:1/other.tgz' } }, time: OLD },
};

const tarballs = new Map<string, Buffer>();
let registry: Server;
let origin: string;

function pack(name: string, manifest: Record<string, unknown>): Buffer {
  const dir = resolve(folder, 'packages', name, 'package');
  mkdirSync(dir, { recursive: true });
  writeFileSync(resolve(dir, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...manifest }));
  return execFileSync('tar', ['-czf', '-', '-C', resolve(dir, '..'), 'package']);
}

function packument(name: string, { manifest, time }: Published) {
  const tarball = tarballs.get(name)!;
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const version = { name, version: '1.0.0', ...manifest, dist: { tarball: `${origin}/${name}.tgz`, integrity } };
  const times = { created: time, modified: time, '1.0.0': time };
  return { name, 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': version }, time: times };
}

beforeAll(async () => {
  for (const [name, { manifest }] of Object.entries(published)) tarballs.set(name, pack(name, manifest));
  registry = createServer((request, response) => {
    const [, name = '', ending] = /^\/([a-z]+)(\.tgz)?$/.exec(request.url ?? '') ?? [];
    const entry = published[name];
    if (!entry) return response.writeHead(404).end('{}');
    if (ending) return response.end(tarballs.get(name));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(packument(name, entry)));
  });
  await new Promise<void>((ready) => registry.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
});

afterAll(() => {
  registry.close();
  rmSync(folder, { recursive: true });
});

/** Installs one package with this repository's own settings, against the registry above. */
async function install(name: string): Promise<{ code: number | null; output: string }> {
  const dir = resolve(folder, `use-${name}`);
  mkdirSync(dir);
  const settings = readFileSync(resolve(root, 'pnpm-workspace.yaml'), 'utf8').replace(
    /^packages:\n(?: {2}- .*\n)+/m,
    '',
  );
  writeFileSync(resolve(dir, 'pnpm-workspace.yaml'), settings);
  writeFileSync(
    resolve(dir, 'package.json'),
    JSON.stringify({ name: 'user', private: true, dependencies: { [name]: '1.0.0' } }),
  );
  return run(dir, [
    'install',
    '--registry',
    `${origin}/`,
    '--store-dir',
    resolve(folder, 'store'),
    '--no-frozen-lockfile',
  ]);
}

function run(cwd: string, args: string[]): Promise<{ code: number | null; output: string }> {
  const env = { ...process.env, CI: 'true', npm_config_yes: 'true' };
  return new Promise((done) => {
    const child = spawn('npx', ['--yes', 'pnpm@12', ...args], { cwd, env });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('close', (code) => done({ code, output }));
  });
}

describe('S39: what pnpm must refuse', () => {
  it('takes a package that breaks no rule', async () => {
    const { code, output } = await install('harmless');
    expect(output).not.toContain('ERR_PNPM');
    expect(code).toBe(0);
  });

  it('refuses a version published less than three days ago', async () => {
    const { code, output } = await install('fresh');
    expect(code).not.toBe(0);
    expect(output).toMatch(/minimumReleaseAge|MATURE|release age/i);
  });

  it('refuses an install script that is not allowed by name', async () => {
    const { code, output } = await install('scripted');
    expect(code).not.toBe(0);
    expect(output).toContain('ERR_PNPM_IGNORED_BUILDS');
  });

  it('refuses a dependency of a dependency that comes from outside the registry', async () => {
    const { code, output } = await install('exotic');
    expect(code).not.toBe(0);
    expect(output).toMatch(/EXOTIC/i);
  });

  it('refuses a lockfile that does not fit the manifests', async () => {
    const dir = resolve(folder, 'drift');
    mkdirSync(dir);
    for (const file of ['pnpm-workspace.yaml', 'pnpm-lock.yaml']) cpSync(resolve(root, file), resolve(dir, file));
    const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
    manifest.dependencies = { harmless: '1.0.0' };
    writeFileSync(resolve(dir, 'package.json'), JSON.stringify(manifest));
    const { code, output } = await run(dir, ['install', '--frozen-lockfile', '--lockfile-only']);
    expect(code).not.toBe(0);
    expect(output).toMatch(/OUTDATED_LOCKFILE|frozen/i);
  });
});

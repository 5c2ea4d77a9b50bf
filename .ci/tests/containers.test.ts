import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { matchesGlob, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { chains } from '../../core/src/registry/chains.ts';

interface Service {
  command?: string[];
  user?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  healthcheck?: { test?: unknown };
  ports?: string[];
  restart?: string;
  environment?: Record<string, string>;
}

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');
const { services } = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const all = Object.entries(services);
const ours = all.filter(([name]) => name !== 'db');
const longRunning = all.filter(([, service]) => service.restart !== 'no');

describe('S38: containers', () => {
  it.each(all)('%s has a read-only root, no capabilities to begin with and no way to gain any', (_, service) => {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
  });

  it.each(ours)('%s runs as a user that is not root', (_, service) => expect(service.user).toBe('node'));

  it.each(longRunning)('%s has a health check', (_, service) => expect(service.healthcheck?.test).toBeTruthy());

  it('publishes the dashboard only, never the database', () => {
    expect(all.filter(([, service]) => service.ports).map(([name]) => name)).toEqual(['web']);
  });

  it('gives the keys of the chains to the indexers alone', () => {
    const withKeys = all.filter(([, { environment }]) =>
      Object.keys(environment ?? {}).some((key) => /API_KEY|RPC_URL|FALLBACK_URL|HISTORY_URL/.test(key)),
    );
    expect(withKeys.every(([name]) => name.startsWith('indexer-'))).toBe(true);
    expect(withKeys.length).toBeGreaterThanOrEqual(3);
  });

  it('has one indexer for each chain that is indexed, with the settings of its own chain alone', () => {
    const indexed = chains.filter(({ indexed }) => indexed);
    const indexers = all.filter(([name]) => name.startsWith('indexer-'));
    expect(indexers.map(([name]) => name).sort()).toEqual(indexed.map(({ id }) => `indexer-${id}`).sort());
    for (const { id, kind } of indexed) {
      const { command, environment } = services[`indexer-${id}`]!;
      expect(command!.slice(-3)).toEqual(['index', '--chain', id]);
      const settings = Object.keys(environment!).filter((key) => key !== 'DATABASE_URL');
      const own = ['RPC_URL', 'FALLBACK_URL', ...(kind === 'evm' ? ['HISTORY_URL'] : [])];
      const names = own.map((name) => `${id.toUpperCase()}_${name}`);
      expect(settings.sort()).toEqual([...names, ...(id === 'solana' ? ['HELIUS_API_KEY'] : [])].sort());
      for (const name of names) expect(read('.env.example')).toContain(`#${name}=`);
    }
  });

  it('copies every tracked file into the image', () => {
    const ignored = read('.dockerignore').trim().split('\n');
    const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
    const left = tracked.filter((file) =>
      ignored.some((glob) => matchesGlob(file, glob) || matchesGlob(file, `${glob}/**`)),
    );
    expect(left).toEqual([]);
    expect(tracked.length).toBeGreaterThan(500);
  });

  it('leaves the image on a user that is not root', () => {
    expect(
      read('docker/node.Dockerfile')
        .trim()
        .split('\n')
        .findLast((line) => line.startsWith('USER')),
    ).toBe('USER node');
  });
});

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(resolve(tmpdir(), 'tokentape-fences-'));
copyFileSync(resolve(root, 'biome.json'), resolve(copy, 'biome.json'));
afterAll(() => rmSync(copy, { recursive: true }));

/** What the linter says of a file that would stand at `path`. */
function lint(path: string, source: string): string {
  const file = resolve(copy, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  const biome = resolve(root, 'node_modules/.bin/biome');
  const run = spawnSync(biome, ['lint', '--vcs-enabled=false', path], { cwd: copy, encoding: 'utf8' });
  return run.stdout + run.stderr;
}

const forbidden = [
  ['core/src/metrics/x.ts', "import '@tokentape/indexer/x.ts';"],
  ['core/src/metrics/x.ts', "import { readFileSync } from 'node:fs'; readFileSync('x');"],
  ['api/src/server-x.ts', "import '@tokentape/indexer/src/store/x.ts';"],
  ['api/src/resolvers/x.ts', "import pg from 'pg'; pg.types;"],
  ['web/src/lib/x.ts', "import pg from 'pg'; pg.types;"],
  ['web/src/lib/x.ts', "import '@tokentape/api/src/x.ts';"],
  ['replay/src/x.ts', "import '@tokentape/indexer/src/x.ts';"],
  ['indexer/src/store/x.ts', "import '@tokentape/replay/x.ts';"],
  ['indexer/src/dexes/uniswap-v3/x.ts', "import '../../store/x.ts';"],
  ['indexer/src/dexes/uniswap-v3/x.ts', "import '../../pricing/x.ts';"],
  ['indexer/src/dexes/uniswap-v3/x.ts', "import '../raydium-clmm/decode.ts';"],
] as const;

const allowed = [
  ['indexer/src/dexes/uniswap-v3/x.ts', "import '../dex.ts';"],
  ['indexer/src/dexes/uniswap-v3/x.ts', "import '../../tokens/erc20.ts';"],
  ['indexer/src/dexes/uniswap-v3/x.ts', "import '@tokentape/core/facts/facts.ts';"],
  ['api/src/queries/x.ts', "import pg from 'pg'; pg.types;"],
] as const;

describe('import fences', () => {
  it.each(forbidden)('%s may not: %s', (path, source) => {
    expect(lint(path, source)).toContain('noRestrictedImports');
  });

  it.each(allowed)('%s may: %s', (path, source) => {
    expect(lint(path, source)).not.toContain('noRestrictedImports');
  });

  it('only env.ts reads process.env', () => {
    expect(lint('api/src/server-x.ts', 'export const home = process.env.HOME;')).toContain('noProcessEnv');
    expect(lint('api/src/env.ts', 'export const home = process.env.HOME;')).not.toContain('noProcessEnv');
  });
});

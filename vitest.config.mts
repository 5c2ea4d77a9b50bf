import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** A property that fails by a case nobody has drawn before is found at home, not when something else lands. */
const setupFiles = process.env.CI ? [resolve(import.meta.dirname, '.ci/fixed-seed.ts')] : [];

const project = (name: string, root: string, include: string[]) => ({
  // One for all: that of web extends a file which only its build writes, so a fresh clone does not have it yet.
  tsconfig: '../tsconfig.base.json',
  // The file that node takes; a bundler's choice would be a second copy of graphql beside that of node's own imports.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: { name, root, include, setupFiles, environment: 'node' as const, testTimeout: 60_000, hookTimeout: 120_000 },
});

export default defineConfig({
  test: {
    projects: [
      ...['core', 'indexer', 'api', 'web', 'replay', 'bench'].map((name) => project(name, name, ['src/**/*.test.ts'])),
      project('repository', '.ci', ['tests/**/*.test.ts']),
    ],
    maxWorkers: 2,
    reporters: ['default', './.ci/count-reporter.ts'],
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['core', 'indexer', 'api', 'web', 'replay', 'bench'].map((name) => ({
      test: {
        name,
        root: name,
        include: ['src/**/*.test.ts'],
        environment: 'node',
        testTimeout: 60_000,
        hookTimeout: 120_000,
      },
    })),
    maxWorkers: 2,
  },
});

import { defineConfig } from 'vitest/config';

// The long proofs: one after the other, so that what they measure is not each other.

export default defineConfig({
  root: import.meta.dirname,
  test: {
    name: 'proofs',
    include: ['**/*.prove.ts'],
    globalSetup: ['./tests/support/build-apps.ts', './tests/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 60 * 60_000,
    hookTimeout: 5 * 60_000,
  },
});

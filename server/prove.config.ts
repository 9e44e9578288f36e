import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// The long proofs: one after the other, so that what they measure is not each other.
const globalSetup = './tests/support/global-setup.ts';

export default defineConfig({
  root: import.meta.dirname,
  test: {
    name: 'proofs',
    include: ['**/*.prove.ts'],
    globalSetup: existsSync(join(import.meta.dirname, globalSetup)) ? [globalSetup] : [],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 60 * 60_000,
    hookTimeout: 5 * 60_000,
  },
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

// The set-up starts one Postgres for the whole run; each test file gets a clone of a template database.
const globalSetup = './tests/support/global-setup.ts';

export default defineConfig({
  test: {
    name: 'server',
    include: ['**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/*.prove.ts', 'data/**'],
    globalSetup: existsSync(join(import.meta.dirname, globalSetup)) ? [globalSetup] : [],
    setupFiles: ['./tests/support/same-seed.ts'],
    pool: 'forks',
    // Two cores are what a small shop's machine has; more workers there only make tests time out.
    maxWorkers: 2,
    fileParallelism: true,
    // A worker loads the server once, not once a file: half of the work of a run. A test puts back what it changes of the
    // process (settings, clocks, registries), and a file that does not breaks another one.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'match',
    include: ['src/**/*.test.ts'],
    setupFiles: ['./tests/same-seed.ts'],
    environment: 'node',
    testTimeout: 60_000,
  },
});

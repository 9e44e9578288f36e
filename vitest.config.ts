import { defineConfig } from 'vitest/config';

// Each package has a configuration of its own, because knip does not follow inline projects.
export default defineConfig({
  test: { projects: ['server', 'tools', 'apps/*/vitest.config.ts', 'packages/*/vitest.config.ts'] },
});

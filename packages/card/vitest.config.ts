import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { name: 'card', include: ['src/**/*.test.ts'], environment: 'node' },
});

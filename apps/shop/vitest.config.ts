import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { name: 'shop', include: ['src/**/*.test.ts'], environment: 'node' },
});

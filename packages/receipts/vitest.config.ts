import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { name: 'receipts', include: ['src/**/*.test.ts'], environment: 'node' },
});

import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { woff2Only } from '../../packages/ui/src/woff2-only.ts';

export default defineConfig({
  base: '/console/',
  plugins: [woff2Only(), react(), tailwind()],
  build: {
    // The pages' content security policy allows nothing but files of this server: no data: addresses.
    assetsInlineLimit: 0,
    target: 'es2024',
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env['ENGAWA_URL'] ?? 'http://127.0.0.1:7080' },
  },
});

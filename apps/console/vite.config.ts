import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Every browser that runs this reads woff2; the old woff twins are half of the font package. */
function woff2Only(): Plugin {
  return {
    name: 'woff2-only',
    enforce: 'pre',
    transform: {
      filter: { id: /@fontsource\/.*\.css/ },
      handler: (code) =>
        code
          .replaceAll(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, '')
          .replaceAll(/\/\*[^*]*\*\//g, ''),
    },
  };
}

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

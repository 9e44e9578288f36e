import { reactRouter } from '@react-router/dev/vite';
import tailwind from '@tailwindcss/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/shop/',
  plugins: [tailwind(), reactRouter()],
  // One server file with React in its production form, whatever NODE_ENV the house runs under.
  ssr: { noExternal: true, target: 'node' },
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            // Few files rather than many: on a phone each one is a round trip more before the page answers.
            codeSplitting: {
              groups: [
                // What only one page needs comes with that page.
                {
                  name: 'react',
                  test: /node_modules\/(?!@simplewebauthn|uqr|barcode-detector|zxing-wasm)/,
                },
                {
                  name: 'look',
                  test: /packages\/ui\/(?!src\/(?:profile|gallery|work|camera|devices))|src\/(?:words\/use-words|parts\/(?:frame|cards|page-head|open-word))/,
                },
              ],
            },
          },
        },
      },
    },
  },
  build: {
    // The pages' content security policy allows no data: addresses for scripts and styles.
    assetsInlineLimit: 0,
    target: 'es2024',
    reportCompressedSize: false,
  },
});

import { reactRouter } from '@react-router/dev/vite';
import tailwind from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

/** The variable font under the name that the tokens know, whichever package it came in. */
function oneFontName(): Plugin {
  return {
    name: 'one-font-name',
    enforce: 'pre',
    transform: {
      filter: { id: /@fontsource-variable\/.*\.css/ },
      handler: (code) =>
        code.replaceAll('Noto Sans JP Variable', 'Noto Sans JP').replaceAll(/\/\*[^*]*\*\//g, ''),
    },
  };
}

export default defineConfig({
  base: '/shop/',
  plugins: [oneFontName(), tailwind(), reactRouter()],
  // One server file with React in its production form, whatever NODE_ENV the house runs under.
  ssr: { noExternal: true, target: 'node' },
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  build: {
    // The pages' content security policy allows no data: addresses for scripts and styles.
    assetsInlineLimit: 0,
    target: 'es2024',
    reportCompressedSize: false,
  },
});

// How the tablet's app is built, and what its service worker keeps: the app itself at once, fonts and the camera's
// reader when they are first used, and nothing of the API (the app keeps answers itself, see src/offline).
import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { woff2Only } from '../../packages/ui/src/woff2-only.ts';

const noTables = fileURLToPath(new URL('src/till/receipt/no-tables.ts', import.meta.url));

/** Kept when first used: the font's many files and the camera's reader are too much for every tablet. */
const keptWhenUsed = /\/staff\/assets\/[^/]+\.(?:woff2|wasm)$/;

export default defineConfig({
  base: '/staff/',
  resolve: {
    // The receipt's library speaks to printers by tables that only a server needs; the tablet draws pictures.
    alias: { 'iconv-lite': noTables, pngjs: noTables },
  },
  plugins: [
    woff2Only(),
    react(),
    tailwind(),
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: false,
      manifest: {
        id: '/staff/',
        name: '縁側 店舗',
        short_name: '縁側 店舗',
        description: '店舗の注文、お客様、在庫をひとつの画面で。',
        lang: 'ja',
        start_url: '/staff/',
        scope: '/staff/',
        display: 'standalone',
        orientation: 'any',
        background_color: '#f6f2e8',
        theme_color: '#f6f2e8',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png}'],
        navigateFallback: '/staff/index.html',
        navigateFallbackAllowlist: [/^\/staff(?:\/|$)/],
        clientsClaim: true,
        skipWaiting: true,
        runtimeCaching: [
          {
            urlPattern: keptWhenUsed,
            handler: 'CacheFirst',
            options: { cacheName: 'staff-when-used', expiration: { maxEntries: 300 } },
          },
        ],
      },
    }),
  ],
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

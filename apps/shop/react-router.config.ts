import type { Config } from '@react-router/dev/config';

export default {
  appDirectory: 'src',
  basename: '/shop/',
  // The server builds aside and moves the whole into place (server/kernel/apps-build.ts).
  buildDirectory: process.env.ENGAWA_SHOP_DIST ?? 'dist',
  ssr: true,
  // All routes are a few kilobytes: no request to learn of them.
  routeDiscovery: { mode: 'initial' },
} satisfies Config;

// Part of how the work apps are built: every browser that runs them reads woff2, and the old woff twins are half of the
// font package.

/** A Vite plugin. */
export function woff2Only() {
  return {
    name: 'woff2-only',
    enforce: 'pre' as const,
    transform: {
      filter: { id: /@fontsource\/.*\.css/ },
      handler: (code: string) =>
        code
          .replaceAll(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, '')
          .replaceAll(/\/\*[^*]*\*\//g, ''),
    },
  };
}

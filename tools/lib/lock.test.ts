import { describe, expect, test } from 'vitest';
import { completeLock, type Lock, readPlatform } from './lock.ts';

const lockOf = (packages: Lock['packages']): Lock => ({ lockfileVersion: 3, packages });

describe('a platform is read from the name of a package', () => {
  test.each([
    ['@biomejs/cli-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@biomejs/cli-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@oxlint/binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
    ['@tailwindcss/oxide-wasm32-wasi', { cpu: ['wasm32'] }],
    ['left-pad', undefined],
  ])('%s', (name, platform) => {
    expect(readPlatform(name)).toEqual(platform);
  });
});

describe('completing a lock', () => {
  test('puts back the platform packages npm left out, marked optional and dev as their parent', () => {
    const { lock, added } = completeLock(
      lockOf({
        'node_modules/tool': {
          version: '1.2.3',
          dev: true,
          optionalDependencies: { 'tool-darwin-arm64': '1.2.3', 'tool-linux-x64': '1.2.3' },
        },
        'node_modules/tool-linux-x64': { version: '1.2.3', integrity: 'sha512-a' },
      }),
    );
    expect(added).toEqual(['tool-darwin-arm64']);
    expect(lock.packages['node_modules/tool-darwin-arm64']).toEqual({
      version: '1.2.3',
      cpu: ['arm64'],
      dev: true,
      optional: true,
      os: ['darwin'],
    });
    expect(lock.packages['node_modules/tool-linux-x64']?.integrity).toBe('sha512-a');
  });

  test('finds a package that is locked beside its parent or in any folder above it', () => {
    const { added } = completeLock(
      lockOf({
        'node_modules/a/node_modules/tool': {
          version: '1.0.0',
          optionalDependencies: { 'x-linux-x64': '1.0.0', 'x-linux-arm64': '1.0.0' },
        },
        'node_modules/a/node_modules/x-linux-x64': { version: '1.0.0' },
        'node_modules/x-linux-arm64': { version: '1.0.0' },
      }),
    );
    expect(added).toEqual([]);
  });

  test('keeps no download host, keeps integrity, and keeps the folder a workspace link leads to', () => {
    const { lock } = completeLock(
      lockOf({
        'node_modules/a': {
          version: '1.0.0',
          resolved: 'https://registry.test/a.tgz',
          integrity: 'h',
        },
        'node_modules/server': { resolved: 'server', link: true },
      }),
    );
    expect(lock.packages['node_modules/a']).toEqual({ version: '1.0.0', integrity: 'h' });
    expect(lock.packages['node_modules/server']).toEqual({ resolved: 'server', link: true });
  });

  test('refuses to guess what a left-out package without a platform or version would be', () => {
    const lockLacking = (name: string, range: string) =>
      lockOf({ 'node_modules/a': { version: '1.0.0', optionalDependencies: { [name]: range } } });
    expect(() => completeLock(lockLacking('left-pad', '1.0.0'))).toThrow('names no platform');
    expect(() => completeLock(lockLacking('x-linux-x64', '>=1 <3'))).toThrow('no single version');
  });
});

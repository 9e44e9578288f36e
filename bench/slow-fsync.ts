// Builds the library that makes flushes slow (slow-fsync.c), where there is a C compiler and a loader that preloads.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type SlowFsync = {
  /** For the environment of the Postgres that is to be slow, and of nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  remove(): void;
};

/** Undefined, and said aloud why, where it cannot be built. */
export function buildSlowFsync(
  milliseconds: number,
  say: (text: string) => void,
): SlowFsync | undefined {
  if (process.platform !== 'linux') {
    say(`no run with slow flushes: preloading is for Linux, this is ${process.platform}`);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'engawa-slow-fsync-'));
  // Postgres may run as another account.
  chmodSync(folder, 0o755);
  const library = join(folder, 'slow-fsync.so');
  const source = join(import.meta.dirname, 'slow-fsync.c');
  for (const compiler of ['cc', 'gcc', 'clang']) {
    const built = spawnSync(compiler, ['-O2', '-shared', '-fPIC', '-o', library, source, '-ldl'], {
      encoding: 'utf8',
    });
    if (built.status === 0) {
      chmodSync(library, 0o755);
      return {
        environment: { LD_PRELOAD: library, SLOW_FSYNC_US: String(milliseconds * 1000) },
        remove: () => rmSync(folder, { recursive: true, force: true }),
      };
    }
  }
  rmSync(folder, { recursive: true, force: true });
  say('no run with slow flushes: no C compiler (cc, gcc, clang) was found to build slow-fsync.c');
  return undefined;
}

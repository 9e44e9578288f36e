// Builds the console when what was built is missing or older than its sources: a hash of the sources lies
// beside the built files, so a checkout, a pull and an edit are all noticed, and an unchanged start costs a
// few milliseconds. The new build is made aside and moved into place whole.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const consoleFolder = join(root, 'apps/console');
/** Where the console is built to. */
export const consoleDist = join(consoleFolder, 'dist');

const hashFile = '.sources';
const outputLinesMax = 20;
const buildMsMax = 180_000;

class BuildError extends Error {
  constructor(why: string) {
    super(`The console could not be built, so /console/ has no pages. ${why}`);
    this.name = 'BuildError';
  }
}

/**
 * Builds the console if its sources changed; answers the folder of the built files. `report` is given a
 * sentence when there is work. Throws an BuildError that says what to do.
 */
export async function buildConsoleIfNeeded(report: (sentence: string) => void): Promise<string> {
  const hash = hashSources();
  if (readHash() === hash && existsSync(join(consoleDist, 'index.html'))) {
    return consoleDist;
  }
  report('Building the console …');
  const startedAt = performance.now();
  const aside = join(root, 'node_modules/.cache/engawa', `console-${process.pid}`);
  try {
    await runVite(aside);
    writeFileSync(join(aside, hashFile), hash);
    moveIntoPlace(aside);
  } catch (error) {
    throw error instanceof BuildError
      ? error
      : new BuildError(error instanceof Error ? error.message : String(error));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  report(`Built the console in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
  return consoleDist;
}

function readHash(): string | undefined {
  const path = join(consoleDist, hashFile);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function hashSources(): string {
  const hash = createHash('sha256');
  const files = globSync(
    [
      'package-lock.json',
      'apps/console/{index.html,package.json,vite.config.ts}',
      'apps/console/{src,public}/**/*.*',
      'packages/{client,ui}/src/**/*.*',
    ],
    { cwd: root, exclude: ['**/*.test.ts'] },
  );
  for (const file of files.toSorted()) {
    hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** Vite in a process of its own: it needs 200 MB for a second, which the server then never holds. */
async function runVite(outDir: string): Promise<void> {
  const { resolve } = createRequire(join(consoleFolder, 'package.json'));
  let vite: string;
  try {
    vite = join(dirname(resolve('vite/package.json')), 'bin/vite.js');
  } catch {
    throw new BuildError(
      'Vite is not installed: run `npm ci` without `--omit=dev` and start again.',
    );
  }
  mkdirSync(dirname(outDir), { recursive: true });
  const child = spawn(
    process.execPath,
    [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'],
    {
      cwd: consoleFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
      timeout: buildMsMax,
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | string>((settle, fail) => {
    child.on('error', fail);
    child.on('close', (status, signal) => settle(status ?? signal ?? 'unknown'));
  });
  if (code !== 0) {
    const last = output.trim().split('\n').slice(-outputLinesMax).join('\n');
    throw new BuildError(`Vite ended with ${code}; mend what it says and start again:\n${last}`);
  }
}

function moveIntoPlace(aside: string): void {
  rmSync(consoleDist, { recursive: true, force: true });
  try {
    renameSync(aside, consoleDist);
  } catch {
    // Another file system, or another process was quicker with the same sources.
    cpSync(aside, consoleDist, { recursive: true });
  }
}

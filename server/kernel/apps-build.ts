// Builds an app when what was built is missing or older than its sources: a hash of the sources lies beside
// the built files, so a checkout, a pull and an edit are all noticed, and an unchanged start costs a
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

/** The apps that Vite builds into files for the browser. */
export const builtApps = ['console', 'staff'] as const;
export type BuiltApp = (typeof builtApps)[number];

/** Where an app is built to. */
export function distOf(name: BuiltApp): string {
  return join(folderOf(name), 'dist');
}

function folderOf(name: BuiltApp): string {
  return join(root, 'apps', name);
}

const hashFile = '.sources';
const outputLinesMax = 20;
const buildMsMax = 180_000;

class BuildError extends Error {
  constructor(name: BuiltApp, why: string) {
    super(`The app ${name} could not be built, so /${name}/ has no pages. ${why}`);
    this.name = 'BuildError';
  }
}

/** Builds the apps whose sources changed, one after the other: Vite needs memory. Throws a BuildError. */
export async function buildAppsIfNeeded(report: (sentence: string) => void): Promise<void> {
  for (const name of builtApps) {
    await buildAppIfNeeded(name, report);
  }
}

/**
 * Builds an app if its sources changed; answers the folder of the built files. `report` is given a sentence
 * when there is work. Throws a BuildError that says what to do.
 */
export async function buildAppIfNeeded(
  name: BuiltApp,
  report: (sentence: string) => void,
): Promise<string> {
  const dist = distOf(name);
  const hash = hashSources(name);
  if (readHash(dist) === hash && existsSync(join(dist, 'index.html'))) {
    return dist;
  }
  report(`Building the app ${name} …`);
  const startedAt = performance.now();
  const aside = join(root, 'node_modules/.cache/engawa', `${name}-${process.pid}`);
  try {
    await runVite(name, aside);
    writeFileSync(join(aside, hashFile), hash);
    moveIntoPlace(aside, dist);
  } catch (error) {
    throw error instanceof BuildError
      ? error
      : new BuildError(name, error instanceof Error ? error.message : String(error));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  report(`Built the app ${name} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
  return dist;
}

function readHash(dist: string): string | undefined {
  const path = join(dist, hashFile);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function hashSources(name: BuiltApp): string {
  const hash = createHash('sha256');
  const files = globSync(
    [
      'package-lock.json',
      `apps/${name}/{index.html,package.json,vite.config.ts}`,
      `apps/${name}/{src,public}/**/*.*`,
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
async function runVite(name: BuiltApp, outDir: string): Promise<void> {
  const { resolve } = createRequire(join(folderOf(name), 'package.json'));
  let vite: string;
  try {
    vite = join(dirname(resolve('vite/package.json')), 'bin/vite.js');
  } catch {
    throw new BuildError(
      name,
      'Vite is not installed: run `npm ci` without `--omit=dev` and start again.',
    );
  }
  mkdirSync(dirname(outDir), { recursive: true });
  const child = spawn(
    process.execPath,
    [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'],
    {
      cwd: folderOf(name),
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
    throw new BuildError(
      name,
      `Vite ended with ${code}; mend what it says and start again:\n${last}`,
    );
  }
}

function moveIntoPlace(aside: string, dist: string): void {
  rmSync(dist, { recursive: true, force: true });
  try {
    renameSync(aside, dist);
  } catch {
    // Another file system, or another process was quicker with the same sources.
    cpSync(aside, dist, { recursive: true });
  }
}

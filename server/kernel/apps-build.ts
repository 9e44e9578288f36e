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
import { dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The apps that Vite builds into files for the browser. */
export const builtApps = ['shop', 'console', 'staff'] as const;
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

/** What a whole build has: the page of an app in files, or the server's part of the shop. */
const proofOf: Readonly<Record<BuiltApp, string>> = {
  shop: 'server/index.js',
  console: 'index.html',
  staff: 'index.html',
};

/**
 * Builds the apps whose sources changed, one after the other: Vite needs memory. One that fails does not keep the
 * others from their pages; then throws the first BuildError.
 */
export async function buildAppsIfNeeded(report: (sentence: string) => void): Promise<void> {
  const failures: unknown[] = [];
  for (const name of builtApps) {
    await buildAppIfNeeded(name, report).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) {
    throw failures[0];
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
  if (readHash(dist) === hash && existsSync(join(dist, proofOf[name]))) {
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
      `apps/${name}/{index.html,package.json,*.config.ts}`,
      `apps/${name}/{src,public}/**/*.*`,
      'packages/*/src/**/*.*',
      ...(name === 'shop' ? ['server/storefront/{contract,prefectures}.ts'] : []),
    ],
    { cwd: root, exclude: ['**/*.test.ts'] },
  );
  for (const file of files.toSorted()) {
    hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

type Builder = {
  readonly script: string;
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
};

/** Vite, or React Router around it, as the app's own package has it. */
function builderOf(name: BuiltApp, outDir: string): Builder {
  const { resolve } = createRequire(join(folderOf(name), 'package.json'));
  const within = (packageName: string, script: string) =>
    join(dirname(resolve(`${packageName}/package.json`)), script);
  try {
    return name === 'shop'
      ? {
          script: within('@react-router/dev', 'bin.cjs'),
          words: ['build', '--logLevel', 'warn'],
          environment: { ENGAWA_SHOP_DIST: relative(folderOf(name), outDir) },
        }
      : {
          script: within('vite', 'bin/vite.js'),
          words: ['build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'],
          environment: {},
        };
  } catch {
    throw new BuildError(
      name,
      'Its builder is not installed: run `npm ci` without `--omit=dev` and start again.',
    );
  }
}

/** Vite in a process of its own: it needs 200 MB for a second, which the server then never holds. */
async function runVite(name: BuiltApp, outDir: string): Promise<void> {
  const { script, words, environment } = builderOf(name, outDir);
  mkdirSync(dirname(outDir), { recursive: true });
  const child = spawn(process.execPath, [script, ...words], {
    cwd: folderOf(name),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', ...environment },
    timeout: buildMsMax,
  });
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

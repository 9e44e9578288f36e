// What a newcomer does: clone, install, start, look. The clone is of what is committed, the home and the port are new,
// npm keeps the cache it has. Each stage is timed from the moment the one before has ended, and told as it ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from '../support/browser.ts';
import { freePort } from '../support/real-server.ts';

const root = join(import.meta.dirname, '../../..');
const minutesMax = 15;

export type FirstWalk = {
  readonly cloneS: number;
  readonly installS: number;
  /** From `npm start` until the server answers. */
  readonly answersS: number;
  /** From `npm start` until the shop's home with products is in a browser. */
  readonly homeS: number;
  /** From `npm start` until the example company is whole. */
  readonly companyS: number;
  readonly products: number;
  readonly cores: number;
  /** Of the machine at the beginning and the end: others work on it too. */
  readonly load: readonly [number, number];
};

/** Walks it once in a temporary folder that is gone afterwards. */
export async function walkFirstWay(say: (line: string) => void): Promise<FirstWalk> {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-clone-'));
  const checkout = join(folder, 'engawa');
  const load = loadavg()[0] ?? 0;
  try {
    const cloneS = await timed(() => run('git', ['clone', '--quiet', root, checkout], folder));
    say(`git clone        ${cloneS.toFixed(1)} s`);
    const installS = await timed(() => run('npm', ['ci', '--no-audit', '--no-fund'], checkout));
    say(`npm ci           ${installS.toFixed(1)} s`);
    const started = await start(checkout, join(folder, 'home'), say);
    return { cloneS, installS, ...started, cores: cpus().length, load: [load, loadavg()[0] ?? 0] };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

type Started = Pick<FirstWalk, 'answersS' | 'homeS' | 'companyS' | 'products'>;

async function start(
  checkout: string,
  home: string,
  say: (line: string) => void,
): Promise<Started> {
  const port = await freePort();
  const beganAt = performance.now();
  const passedS = () => (performance.now() - beganAt) / 1000;
  const server = spawn('npm', ['start', '--', '--port', String(port)], {
    cwd: checkout,
    env: { ...ownEnvironment(), ENGAWA_HOME: home },
    detached: true,
  });
  let output = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const untilSo = async (isSo: () => boolean | Promise<boolean>): Promise<number> => {
    while (!(await isSo())) {
      if (hasEnded(server) || passedS() > minutesMax * 60) {
        throw new Error(`npm start did not get there:\n${output.slice(-3000)}`);
      }
      await sleep(100);
    }
    return passedS();
  };
  try {
    const base = `http://127.0.0.1:${port}`;
    const answersS = await untilSo(() => answers(`${base}/readyz`));
    say(`server answers   ${answersS.toFixed(1)} s after npm start`);
    await untilSo(() => answers(`${base}/shop/`));
    const products = await lookAtHome(`${base}/shop/`);
    const homeS = passedS();
    say(`home in browser  ${homeS.toFixed(1)} s after npm start, ${products} products on it`);
    const companyS = await untilSo(() => output.includes('The example company is in'));
    say(`company is whole ${companyS.toFixed(1)} s after npm start`);
    return { answersS, homeS, companyS, products };
  } finally {
    await stop(server);
  }
}

async function answers(address: string): Promise<boolean> {
  const answer = await fetch(address).catch(() => undefined);
  return answer?.ok === true;
}

/** Loads the page until products are on it: the shelves fill while the company moves in. */
async function lookAtHome(address: string): Promise<number> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    for (let tries = 0; ; tries += 1) {
      await page.goto(address, { waitUntil: 'load' });
      const products = await page.locator('main a[href*="/items/"] img').count();
      if (products > 0 || tries > 600) {
        return products;
      }
      await sleep(250);
    }
  } finally {
    await browser.close();
  }
}

/** npm gives its own settings to what it starts; the newcomer's shell has none of them. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:npm_(?!config_registry)|ENGAWA_|VITEST|NODE_ENV|TEST$)/.test(name),
    ),
  );
}

async function run(command: string, words: readonly string[], cwd: string): Promise<void> {
  const child = spawn(command, [...words], { cwd, env: ownEnvironment() });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) {
    throw new Error(`${command} ${words.join(' ')} ended with ${code}:\n${output.slice(-3000)}`);
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const beganAt = performance.now();
  await work();
  return (performance.now() - beganAt) / 1000;
}

/** The server ends on SIGTERM with its database; npm in front of it does not always pass that on. */
async function stop(server: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => server.once('close', resolve));
  if (hasEnded(server) || server.pid === undefined) {
    return;
  }
  process.kill(-server.pid, 'SIGTERM');
  await Promise.race([closed, sleep(30_000)]);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

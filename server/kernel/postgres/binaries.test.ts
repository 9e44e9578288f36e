import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  type PostgresBinaries,
  postgresBinaries,
  systemFolder,
  usableBinaries,
} from './binaries.ts';

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
const folder = mkdtempSync(join(tmpdir(), 'engawa-binaries-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the package as `npm ci --ignore-scripts` leaves it: without a single link. */
function packageWithoutLinks(name: string): PostgresBinaries {
  const packaged = postgresBinaries();
  const native = join(folder, name, 'native');
  cpSync(packaged.folder, native, { recursive: true, verbatimSymlinks: true });
  for (const entry of readdirSync(join(native, 'lib'))) {
    const path = join(native, 'lib', entry);
    if (lstatSync(path).isSymbolicLink()) rmSync(path);
  }
  return {
    ...packaged,
    folder: native,
    postgres: join(native, 'bin', 'postgres'),
    initdb: join(native, 'bin', 'initdb'),
  };
}

function versionOf(program: string): string {
  return execFileSync(program, ['--version'], { encoding: 'utf8', stdio: 'pipe' });
}

describe('the database programs', () => {
  test('are those of Postgres 18', () => {
    expect(postgresBinaries()).toMatchObject({
      major: 18,
      version: expect.stringMatching(/^18\./),
    });
  });

  test('without their library links get them, in place', () => {
    const packaged = packageWithoutLinks('リンク なし');
    expect(() => versionOf(packaged.initdb)).toThrow('shared libraries');
    const reports: string[] = [];
    const usable = usableBinaries(
      join(folder, 'home'),
      undefined,
      (line) => reports.push(line),
      packaged,
    );
    expect(usable.folder).toBe(packaged.folder);
    expect(versionOf(usable.initdb)).toContain('PostgreSQL) 18');
    expect(reports).toEqual([]);
  });

  test.runIf(isRoot)('in a package that may not be written are copied into the home', () => {
    const packaged = packageWithoutLinks('read only');
    const home = join(folder, 'home of nobody');
    mkdirSync(home);
    chownSync(home, nobody, nobody);
    const module = new URL('binaries.ts', import.meta.url).href;
    const program =
      `import { usableBinaries } from ${JSON.stringify(module)};` +
      `const packaged = ${JSON.stringify(packaged)};` +
      `const home = ${JSON.stringify(home)};` +
      'console.log(usableBinaries(home, undefined, () => undefined, packaged).initdb);';
    const initdb = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      uid: nobody,
      gid: nobody,
      encoding: 'utf8',
    }).trim();
    expect(initdb.startsWith(join(home, 'postgres-binaries'))).toBe(true);
    expect(versionOf(initdb)).toContain('PostgreSQL) 18');
    expect(readdirSync(join(home, 'postgres-binaries'))).toHaveLength(1);
  });

  test.runIf(isRoot)('that the account cannot reach are copied to where it can', () => {
    const packaged = packageWithoutLinks('closed');
    chmodSync(join(folder, 'closed'), 0o700);
    const account = { uid: nobody, gid: nobody, name: 'nobody' };
    const home = join(folder, 'home of root');
    // A copy that another closed package left in the system before is as good, and taken first.
    const isThere = existsSync(join(systemFolder, 'binaries'));
    const { folder: copied } = usableBinaries(home, account, () => undefined, packaged);
    expect(copied.startsWith(isThere ? systemFolder : join(home, 'postgres-binaries'))).toBe(true);
    // A second start finds the copy and makes no other.
    const reports: string[] = [];
    const again = usableBinaries(home, account, (line) => reports.push(line), packaged);
    expect(again.folder).toBe(copied);
    expect(reports).toEqual([]);
  });

  test('that lack a library are refused with advice', () => {
    const packaged = packageWithoutLinks('broken');
    rmSync(join(packaged.folder, 'lib', 'libicuuc.so.60.2'));
    const use = () => usableBinaries(join(folder, 'home 2'), undefined, () => undefined, packaged);
    expect(use).toThrow(/could not load a library .* `npm ci` .* DATABASE_URL/);
  });

  test('are asked for by npm with a list of links that this launcher can read', () => {
    const list = readFileSync(join(postgresBinaries().folder, 'pg-symlinks.json'), 'utf8');
    expect(JSON.parse(list).length).toBeGreaterThan(0);
  });
});

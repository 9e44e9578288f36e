import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { joinRegistry } from '#kernel/postgres/registry';
import { testMasters } from '#testing';
import { finishSwap, swapClusters } from './swap-clusters.ts';
import { listOldClusters, upgrade } from './upgrade.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'engawa-swap-'));
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function makeCluster(name: string, version: string): string {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'PG_VERSION'), `${version}\n`);
  return folder;
}

const versionOf = (folder: string) => readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();

test('two clusters change places and the old one keeps its version in its name', () => {
  const place = makeCluster('postgres', '17');
  const kept = swapClusters(home, place, makeCluster('fresh', '18'), 17);
  expect(versionOf(place)).toBe('18');
  expect(versionOf(kept)).toBe('17');
  expect(listOldClusters(home)).toEqual([join(home, 'postgres-17')]);
  expect(finishSwap(home)).toBe(false);
});

test.each(['before the first rename', 'between the renames', 'after both'])(
  'a swap that was cut off %s is finished by the next start',
  (moment) => {
    const place = makeCluster('postgres', '17');
    const fresh = makeCluster('fresh', '18');
    const kept = join(home, 'postgres-17');
    writeFileSync(join(home, 'postgres-swap.json'), JSON.stringify({ place, fresh, kept }));
    if (moment !== 'before the first rename') {
      renameSync(place, kept);
    }
    if (moment === 'after both') {
      renameSync(fresh, place);
    }
    expect(finishSwap(home)).toBe(true);
    expect([versionOf(place), versionOf(kept)]).toEqual(['18', '17']);
    expect(existsSync(join(home, 'postgres-swap.json'))).toBe(false);
  },
);

test('data of a newer Postgres, of an unknown one, or in use are left alone with a reason', async () => {
  const place = makeCluster('postgres', '99');
  const attempt = (oldBinaries?: string) =>
    upgrade({ home, masters: testMasters, ...(oldBinaries === undefined ? {} : { oldBinaries }) });
  await expect(attempt()).rejects.toMatchObject({
    code: 'upgrade_impossible',
    message: expect.stringContaining('newer') as string,
  });
  makeCluster('postgres', '15');
  await expect(attempt()).rejects.toMatchObject({
    message: expect.stringContaining('--old-binaries') as string,
  });
  await expect(attempt(join(home, 'run'))).rejects.toMatchObject({
    message: expect.stringContaining('bin/postgres') as string,
  });
  const membership = joinRegistry(home);
  await expect(attempt()).rejects.toMatchObject({
    message: expect.stringContaining('running') as string,
  });
  membership.leave();
  expect(versionOf(place)).toBe('15');
  expect(existsSync(join(home, 'upgrade'))).toBe(false);
});

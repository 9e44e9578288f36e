// The upgrade from Postgres 17 to 18, once for real. It fetches Postgres 17 from npm, so it is a proof and
// no test; without a registry it says so and stops.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '#kernel/migrate';
import { chooseAccount } from '#kernel/postgres/account';
import { openFolder, usableBinaries } from '#kernel/postgres/binaries';
import {
  createCluster,
  ownerPassword,
  placeNewCluster,
  wantedDataDir,
} from '#kernel/postgres/cluster';
import { startPostgres } from '#kernel/postgres/index';
import type { MasterKeys } from '#kernel/sealing';
import { OperationError } from './errors.ts';
import { readInventory } from './inventory.ts';
import { findBinaries, withOldServer } from './old-postgres.ts';
import { withOwner } from './owner-connection.ts';
import { readTableSums } from './table-sums.ts';
import { listOldClusters, removeOldClusters, upgrade } from './upgrade.ts';

const masters: MasterKeys = {
  currentId: 1,
  keys: new Map([[1, Buffer.alloc(32, 1)]]),
  indexKey: Buffer.alloc(32, 2),
};
const events = 200_000;

test('an installation of Postgres 17 goes on with 18, every table summed, the old one kept', async ({
  skip,
}) => {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'engawa-upgrade-')));
  const report = () => undefined;
  try {
    const packaged = await findBinaries(17, join(home, 'before'), undefined, report).catch(
      (error: unknown) => {
        if (error instanceof OperationError) {
          skip(`not proved: ${error.message}`);
        }
        throw error;
      },
    );
    openFolder(home);
    mkdirSync(join(home, 'run'), { mode: 0o700 });
    const account = chooseAccount(join(home, 'postgres'));
    const dataDir = placeNewCluster(home, account, report);
    const binaries = usableBinaries(home, account, report, packaged);
    const { password } = ownerPassword(home);
    await createCluster({ home, dataDir, binaries, account, password, durable: true });
    const sumsOf = (url: string) =>
      withOwner(url, async (client) => readTableSums(client, (await readInventory(client)).tables));
    const before = await withOldServer(home, dataDir, packaged, report, async (url) => {
      await migrate(url);
      await withOwner(url, (client) => client.query(fill));
      return sumsOf(url);
    });

    const done = await upgrade({ home, masters, oldBinaries: packaged.folder });
    expect(done).toMatchObject({ fromMajor: 17, toMajor: 18 });
    const postgres = await startPostgres({ home });
    try {
      expect(await sumsOf(postgres.url)).toEqual(before);
      expect(before.find(({ name }) => name === 'event')?.rows).toBe(events);
    } finally {
      await postgres.stop();
    }
    const [kept, ...others] = listOldClusters(home);
    expect(others).toEqual([]);
    expect(readFileSync(join(kept ?? '', 'PG_VERSION'), 'utf8').trim()).toBe('17');
    expect(removeOldClusters(home)).toEqual([kept]);
    const again = await upgrade({ home, masters });
    expect(again).toMatchObject({ fromMajor: null, migrationsApplied: [], oldCluster: null });
    console.log(`upgraded ${done.rows} rows from 17 to 18 in ${done.seconds.toFixed(1)} s`);
  } finally {
    // Where root's home is closed, the data lie outside it.
    const data = wantedDataDir(home);
    if (dirname(data) !== home) {
      rmSync(dirname(data), { recursive: true, force: true });
    }
    rmSync(home, { recursive: true, force: true });
  }
});

const fill = `
  INSERT INTO kernel.event (id, type, version, subject, actor, occurred_at, recorded_at, data)
  SELECT gen_random_uuid(), 'sample.happened', 1, 'x' || n, 'system', now(), now(),
    jsonb_build_object('n', n, 'name', '縁側 ' || n)
  FROM generate_series(1, ${events}) n;
  INSERT INTO kernel.event_position (position, event_id)
  SELECT row_number() OVER (), id FROM kernel.event`;

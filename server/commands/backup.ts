// engawa backup: data and keys, each to a folder of its own.
import { join } from 'node:path';
import { openInstallation } from '../installation.ts';
import { backup } from '../operations/backup.ts';
import { type Keep, parseKeep } from '../operations/backup-folder.ts';
import { type Command, readWords, say, UsageError } from './usage.ts';

const usage = `engawa backup [options]

Copies everything in one snapshot while the shop goes on. The keys go to a folder of their own: keep it on
another disk and shorter than the data, so that what was erased stays erased.

  --to FOLDER        where data back-ups go (default <ENGAWA_HOME>/backups)
  --keys-to FOLDER   where key back-ups go (default <to>-keys)
  --keep N|Nd        data back-ups to keep, by number or by days (default all)
  --keep-keys N|Nd   key back-ups to keep (default 14d)`;

export const backupCommand: Command = {
  name: 'backup',
  summary: 'copy data and, apart from them, keys',
  usage,
  run: async (words) => {
    const { values } = readWords(words, usage, {
      to: { type: 'string' },
      'keys-to': { type: 'string' },
      keep: { type: 'string' },
      'keep-keys': { type: 'string' },
    });
    const keep = readKeep(values.keep);
    const installation = await openInstallation(say);
    try {
      const { config, databaseUrl, masters } = installation;
      const report = await backup({
        databaseUrl,
        masters,
        home: config.home,
        to: values.to ?? join(config.home, 'backups'),
        ...(values['keys-to'] === undefined ? {} : { keysTo: values['keys-to'] }),
        ...(keep === undefined ? {} : { keep }),
        keepKeys: readKeep(values['keep-keys']) ?? { days: 14 },
        report: say,
      });
      say(
        `${report.rows.toLocaleString('en')} rows of ${report.tables} tables in ${report.folder}, ` +
          `${report.recordKeys.toLocaleString('en')} keys in ${report.keysFolder}, ${report.seconds.toFixed(1)} s`,
      );
    } finally {
      await installation.close();
    }
    return 0;
  },
};

function readKeep(text: string | undefined): Keep | undefined {
  if (text === undefined) {
    return undefined;
  }
  try {
    return parseKeep(text);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : usage);
  }
}
